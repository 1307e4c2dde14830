import { fold } from '../analyser/fold.ts'
import { analyseWord } from '../analyser/index.ts'
import { tokenise } from '../analyser/tokenise.ts'

/** A way to say the same: its text as editors wrote it, and its terms. */
export interface Phrasing {
  text: string
  terms: string[]
}

/** A synonym found in a question: it covers `length` words from place `at` and can also be said as `others`. */
export interface SynonymMatch {
  at: number
  length: number
  others: Phrasing[]
}

/** The editors' groups of equal words, found in questions by stem, the longest phrasing first. */
export class Synonyms {
  readonly #byTerms = new Map<string, Phrasing[][]>()
  #longest = 0

  /** @param groups each a list of words or phrases that mean the same */
  constructor(groups: string[][]) {
    for (const group of groups) {
      const phrasings = group.map(phrasing).filter(({ terms }) => terms.length > 0)
      for (const { terms } of phrasings) {
        const key = terms.join(' ')
        const known = this.#byTerms.get(key) ?? []
        this.#byTerms.set(key, known.includes(phrasings) ? known : [...known, phrasings])
        this.#longest = Math.max(this.#longest, terms.length)
      }
    }
  }

  /** Synonyms in a row of Dutch terms; a word is used once, by the longest phrase that contains it. */
  in(terms: string[]): SynonymMatch[] {
    const matches: SynonymMatch[] = []
    for (let at = 0; at < terms.length; at++) {
      for (let length = Math.min(this.#longest, terms.length - at); length > 0; length--) {
        const key = terms.slice(at, at + length).join(' ')
        const groups = this.#byTerms.get(key)
        if (!groups) continue
        matches.push({ at, length, others: otherPhrasings(groups, key) })
        at += length - 1
        break
      }
    }
    return matches
  }
}

function otherPhrasings(groups: Phrasing[][], key: string): Phrasing[] {
  const others = new Map<string, Phrasing>()
  for (const phrasing of groups.flat()) {
    const own = phrasing.terms.join(' ')
    if (own !== key && !others.has(own)) others.set(own, phrasing)
  }
  return [...others.values()]
}

const phrasing = (text: string): Phrasing => ({ text, terms: termsOfPhrase(text) })

/** The stems by which a word or phrase is recognised; none when it has only stop words. */
export function termsOfPhrase(text: string): string[] {
  const tokens = tokenise(text)
  const plain = tokens.some((token) => !token.joined) ? tokens.filter((token) => !token.joined) : tokens
  return plain.map((token) => analyseWord(fold(token.text), 'nl').term).filter(Boolean)
}
