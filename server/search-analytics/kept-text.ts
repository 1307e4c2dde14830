import { atMost } from '../at-most.ts'
import type { Directory } from '../people/directory.ts'

const cutOff = atMost(120)
/** What a question says about its words: that titles count, that letters may differ, how much a word weighs. */
const SIGNS = /\b(?:titel|title):|[~^]\d*/g

/**
 * A question as it is kept: in lower case, without double spaces, cut off. Undefined when it holds no word, or may point at
 * somebody.
 */
export function keptText(typed: string, { persons }: Pick<Directory, 'persons'>): string | undefined {
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  if (!/[\p{L}\p{N}]/u.test(text) || looksPersonal(text) || namesAColleague(text, persons)) return undefined
  return cutOff(text)
}

/**
 * An e-mail address, a postcode with a house number, or six digits and more may point at a person. People type a BSN, a
 * telephone number or a date of birth in groups, with any sign in between: `123.456.782`, `06 12 34 56 78`, `12–03–1985`.
 */
export const looksPersonal = (text: string): boolean =>
  /@|\d{4}[^\p{L}\p{N}]?[a-z]{2}[^\p{L}\p{N}]*\d|\d(?:[^\p{L}\p{N}]*\d){5}/iu.test(text.normalize('NFKC'))

/** Whether this is the name of a colleague, or a part of it, or holds all of it. */
function namesAColleague(text: string, persons: Directory['persons']): boolean {
  const words = wordsOf(text.replace(SIGNS, ' '))
  return persons.some(({ name }) => {
    const own = wordsOf(name)
    return words.every((word) => own.includes(word)) || own.every((word) => words.includes(word))
  })
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
