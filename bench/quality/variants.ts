import { wordsOf } from '../peers/peer.ts'
import { pick, type Random } from '../support.ts'

/** Words that get a wrong letter have at least this many. */
const LONG = 6
/** A word that is a side of a compound has at least this many letters and stands in at least this many texts. */
const SIDE = 4
const OFTEN = 3
const LINKING = ['', 's', 'en', 'e', 'n']

/** The text with one letter of a long word left out, doubled, swapped with the next or changed; undefined without long words. */
export function misspelt(text: string, random: Random): string | undefined {
  const long = [...text.matchAll(/\p{L}+/gu)].filter(([word]) => word.length >= LONG)
  if (long.length === 0) return undefined
  const { 0: word, index } = pick(long, random)
  const at = 1 + Math.floor(random() * (word.length - 2))
  const [before, letter, next, after] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)]
  const wrong = [
    before + next + after,
    before + letter + letter + next + after,
    before + next + letter + after,
    before +
      pick(
        [...'etaoinrsdl'].filter((other) => other !== letter),
        random,
      ) +
      next +
      after,
  ].filter((other) => other !== word)
  return text.slice(0, index) + pick(wrong, random) + text.slice(index + word.length)
}

/** The text without signs on its letters; undefined when it has none. */
export function unsigned(text: string): string | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '')
  return plain === text.normalize('NFD') ? undefined : plain
}

/**
 * Splits the longest compound of a text where two words meet that the texts know, as many people write it, or with the sides the
 * other way round; undefined when there is none. Made without the product's own cutting, which is what is measured.
 */
export function splitter(texts: string[]): (text: string, isReversed?: boolean) => string | undefined {
  const seen = new Map<string, number>()
  for (const text of texts) for (const word of new Set(wordsOf(text))) seen.set(word, (seen.get(word) ?? 0) + 1)
  const isSide = (word: string) => word.length >= SIDE && (seen.get(word) ?? 0) >= OFTEN
  return (text, isReversed = false) => {
    for (const word of wordsOf(text).sort((a, b) => b.length - a.length)) {
      const sides = sidesOf(word, isSide)
      if (sides) return text.replace(word, (isReversed ? sides.toReversed() : sides).join(' '))
    }
    return undefined
  }
}

/** Of all borders the one with the longest right side. */
function sidesOf(word: string, isSide: (word: string) => boolean): [left: string, right: string] | undefined {
  for (let at = SIDE; at <= word.length - SIDE; at++) {
    const right = word.slice(at)
    if (!isSide(right)) continue
    for (const link of LINKING) {
      const left = word.slice(0, at - link.length)
      if (word.slice(0, at).endsWith(link) && isSide(left)) return [left, right]
    }
  }
  return undefined
}
