import type { PeerDocument, Way } from '../peers/peer.ts'
import { pick, type Random, seeded } from '../support.ts'

export interface Question {
  text: string
  way: Way
}

type QuestionClass = 'common' | 'rare' | 'two terms' | 'prefix' | 'fuzzy' | 'combined'

/** A word of more documents than this share is common; in at most three it is rare. */
const COMMON = 0.02
const RARE = 3

/** So many questions of each class, from the words of the documents themselves; the same documents give the same questions. */
export function questionsFrom(documents: readonly PeerDocument[], count: number): Record<QuestionClass, Question[]> {
  const random = seeded(count)
  const spread = spreadOf(documents)
  const common = wordsWhere(spread, (holders) => holders > documents.length * COMMON)
  const rare = wordsWhere(spread, (holders) => holders <= RARE)
  const pairs = () => neighbours(pick(documents, random), random)
  const of = (way: Way, text: () => string) => Array.from({ length: count }, () => ({ way, text: text() }))
  return {
    common: of('exact', () => pick(common, random)),
    rare: of('exact', () => pick(rare, random)),
    'two terms': of('exact', pairs),
    prefix: of('prefix', () => pick(common, random).slice(0, 5)),
    fuzzy: of('fuzzy', () => withoutLetter(pick(common, random), random)),
    combined: of('combined', pairs),
  }
}

/** What somebody has typed on the way to a question, letter by letter from the second on. */
export const keystrokesOf = (questions: Question[]): string[] =>
  questions.flatMap(({ text }) => Array.from({ length: Math.min(9, text.length - 1) }, (_, i) => text.slice(0, i + 2)))

const wordsIn = (text: string): string[] =>
  text.toLowerCase().match(/(?<![\p{L}\p{N}-])\p{L}{5,20}(?![\p{L}\p{N}-])/gu) ?? []

/** In how many documents each word stands. */
function spreadOf(documents: readonly PeerDocument[]): Map<string, number> {
  const spread = new Map<string, number>()
  for (const { body } of documents)
    for (const word of new Set(wordsIn(body))) spread.set(word, (spread.get(word) ?? 0) + 1)
  return spread
}

const wordsWhere = (spread: Map<string, number>, isWanted: (holders: number) => boolean): string[] =>
  [...spread].filter(([, holders]) => isWanted(holders)).map(([word]) => word)

function neighbours({ title, body }: PeerDocument, random: Random): string {
  const words = wordsIn(`${title} ${body}`)
  const at = Math.floor(random() * Math.max(1, words.length - 1))
  return words.slice(at, at + 2).join(' ')
}

function withoutLetter(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 1))
  return word.slice(0, at) + word.slice(at + 1)
}
