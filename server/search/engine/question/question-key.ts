import { analyseWord } from '../analyser/index.ts'
import { isStarred, type ParsedQuery, parseQuery, type QueryWord } from './query-parser.ts'

/**
 * What questions that mean the same have in common: their stems without stop words, whatever their order. Nothing for a
 * question that says exactly what it wants: with "quotes together", `titel:`, `*kaart` or a word that must not be there.
 */
export function keyOfQuestion({ words }: ParsedQuery): string | undefined {
  if (!words.every(isOrdinary)) return undefined
  const stems = words.map(({ surface }) => analyseWord(surface, 'nl').term).filter(Boolean)
  return stems.length > 0 ? [...new Set(stems)].sort().join(' ') : undefined
}

const isOrdinary = (word: QueryWord): boolean =>
  word.presence !== 'not' && word.phrase === undefined && !word.inTitle && !isStarred(word)

/** The key of a question as somebody types it. */
export const keyOfText = (text: string): string | undefined => keyOfQuestion(parseQuery(text))
