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

const none: Alike = { words: [], letters: [] }

/** Looks for words by their letters: those that resemble a misspelt one, and those that hold another. */
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
      if (kept.length === words.length) continue
      this.#byLength.set(length, { words: kept, letters: kept.map(({ surface }) => lettersOf(surface)) })
    }
  }

  /** The words that have `piece` in them, and so many letters more at least. */
  *holding(piece: string, more: number): Generator<Word> {
    const own = lettersOf(piece)
    for (const [length, { words, letters }] of this.#byLength) {
      if (length < piece.length + more) continue
      for (let i = 0; i < letters.length; i++) {
        const word = words[i] as Word
        if (((letters[i] as number) & own) === own && word.surface.includes(piece)) yield word
      }
    }
  }

  /** The readable words within `distance` edits, nearest first, then most frequent; at most `limit`. */
  near(misspelt: string, distance: number, limit: number, readable: Readable): NearWord[] {
    const found: NearWord[] = []
    const own = lettersOf(misspelt)
    for (let length = misspelt.length - distance; length <= misspelt.length + distance; length++) {
      const { words, letters } = this.#byLength.get(length) ?? none
      for (let i = 0; i < letters.length; i++) {
        // An edit changes at most two bits of the letter set, which rules out most words without measuring them.
        if (bitCount((letters[i] as number) ^ own) > 2 * distance) continue
        const word = words[i] as Word
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
}

/** Rows of distances; used again, since very many words are measured. */
const rows: [number[], number[], number[]] = [[], [], []]

/**
 * Damerau-Levenshtein distance (neighbours swapped count once), or `most + 1` when it is above `most`. Only cells as near to the
 * diagonal as that are looked at.
 */
export function editDistance(a: string, b: string, most: number): number {
  const over = most + 1
  if (Math.abs(a.length - b.length) > most) return over
  let [beforePrevious, previous, row] = rows
  for (let j = 0; j <= b.length; j++) previous[j] = j
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most)
    const to = Math.min(b.length, i + most)
    row[from - 1] = from === 1 ? i : over
    if (i + most <= b.length) previous[i + most] = over
    let least = row[from - 1] as number
    for (let j = from; j <= to; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + cost)
      if (cost > 0 && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (beforePrevious[j - 2] as number) + 1)
      }
      row[j] = value
      if (value < least) least = value
    }
    if (least > most) return over
    ;[beforePrevious, previous, row] = [previous, row, beforePrevious]
  }
  return Math.min(previous[b.length] as number, over)
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
