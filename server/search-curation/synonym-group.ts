import { termsOfPhrase } from '../search/index.ts'
import type { Kept } from './list-text.ts'
import { longestPhrase, type SynonymGroup } from './lists.ts'

const mostWords = 30

/** What is wrong with the words of a group; `elsewhere` names the group that already has a word. */
export type GroupProblem =
  | { code: 'empty' | 'one' | 'same' | 'too-many' }
  | { code: 'stop-word' | 'too-long'; word: string }
  | { code: 'elsewhere'; word: string; group: Kept<SynonymGroup> }

/** The words and phrases of what somebody typed, one on each line or with commas between; each once. */
export function readGroup(typed: string): string[] {
  const words = typed
    .split(/[\n,;]/)
    .map((word) =>
      word
        .replace(/^\s*[-•*]\s+/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean)
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()]
}

/** @param others the groups that are there beside this one */
export function problemsWithGroup(words: string[], others: Array<Kept<SynonymGroup>>): GroupProblem[] {
  if (words.length === 0) return [{ code: 'empty' }]
  if (words.length > mostWords) return [{ code: 'too-many' }]
  const odd = words.flatMap((word): GroupProblem[] => {
    if (word.length > longestPhrase) return [{ code: 'too-long', word }]
    return keyOfPhrase(word) === '' ? [{ code: 'stop-word', word }] : []
  })
  if (odd.length > 0) return odd
  if (words.length === 1) return [{ code: 'one' }, ...elsewhere(words, others)]
  if (new Set(words.map(keyOfPhrase)).size === 1) return [{ code: 'same' }]
  return elsewhere(words, others)
}

/** The group that already has this word, in whatever form. */
export const groupWith = (word: string, groups: Array<Kept<SynonymGroup>>): Kept<SynonymGroup> | undefined =>
  groups.find(({ entry }) => entry.some((one) => keyOfPhrase(one) === keyOfPhrase(word)))

/** The words of these groups and those typed, each once. */
export const together = (words: string[], groups: Array<Kept<SynonymGroup>>): string[] =>
  readGroup([...groups.flatMap(({ entry }) => entry), ...words].join('\n'))

function elsewhere(words: string[], others: Array<Kept<SynonymGroup>>): GroupProblem[] {
  return words.flatMap((word): GroupProblem[] => {
    const group = groupWith(word, others)
    return group ? [{ code: 'elsewhere', word, group }] : []
  })
}

const keyOfPhrase = (phrase: string) => termsOfPhrase(phrase).join(' ')
