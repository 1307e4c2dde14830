import type { Readable } from '../readers/readable.ts'
import { byCode } from './lower-bound.ts'
import type { Word } from './vocabulary.ts'

export interface NearWord {
  word: Word
  distance: number
  count: number
}

/** How many letters may differ: none under 4 letters, 1 from 4, 2 from 8. */
export function allowedDistance(word: string): number {
  if (word.length < 4) return 0
  return word.length < 8 ? 1 : 2
}

/** Words of one length, and the letters that each has. */
interface Alike {
  words: Word[]
  letters: number[]
}

/** Looks for words that resemble a misspelt one. */
export class Spelling {
  readonly #byLength = new Map<number, Alike>()

  add(words: Iterable<Word>): void {
    for (const word of words) {
      const { length } = word.surface
      if (length < 3 || !/^\p{L}+$/u.test(word.surface)) continue
      const alike = this.#byLength.get(length) ?? { words: [], letters: [] }
      alike.words.push(word)
      alike.letters.push(lettersOf(word.surface))
      this.#byLength.set(length, alike)
    }
  }

  /** Forgets words that no document has. */
  sweep(): void {
    for (const [length, { words }] of this.#byLength) {
      const kept = words.filter(({ seen }) => seen.total > 0)
      this.#byLength.set(length, { words: kept, letters: kept.map(({ surface }) => lettersOf(surface)) })
    }
  }

  /** The readable words within `distance` edits, nearest first, then most frequent; at most `limit`. */
  near(misspelt: string, distance: number, limit: number, readable: Readable): NearWord[] {
    const found: NearWord[] = []
    for (let length = misspelt.length - distance; length <= misspelt.length + distance; length++) {
      for (const word of this.#alike(misspelt, length, distance)) {
        const measured = editDistance(misspelt, word.surface, distance)
        const count = measured > distance ? 0 : readable.count(word.seen)
        if (count > 0) found.push({ word, distance: measured, count })
      }
    }
    const first = misspelt[0]
    const rank = (near: NearWord) => near.distance + (near.word.surface[0] === first ? 0 : 0.5)
    return found
      .sort((a, b) => rank(a) - rank(b) || b.count - a.count || byCode(a.word.surface, b.word.surface))
      .slice(0, limit)
  }

  /** An edit changes at most two bits of the letter set, which rules out most words without measuring them. */
  #alike(misspelt: string, length: number, distance: number): Word[] {
    const { words, letters } = this.#byLength.get(length) ?? { words: [], letters: [] }
    const own = lettersOf(misspelt)
    const alike: Word[] = []
    for (let i = 0; i < letters.length; i++) {
      if (bitCount((letters[i] ?? 0) ^ own) <= 2 * distance) alike.push(words[i] as Word)
    }
    return alike
  }
}

/** Damerau-Levenshtein distance (neighbours swapped count once); stops early above `most` and then returns `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (beforePrevious[j - 2] ?? 0) + 1)
      }
      row.push(value)
      if (value < least) least = value
    }
    if (least > most) return most + 1
    beforePrevious = previous
    previous = row
  }
  return previous[b.length] ?? most + 1
}

function lettersOf(word: string): number {
  let set = 0
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31)
  return set
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
