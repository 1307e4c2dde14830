import { keyOfText } from '../search/index.ts'
import type { Kept } from './list-text.ts'
import { longestPhrase, mostPinned, mostQuestions, PinnedResults } from './lists.ts'

/** What somebody typed about pinned results: questions and addresses, one on each line, and a last day. */
export interface TypedPinned {
  questions: string
  results: string
  until: string
}

export interface PinnedProblem {
  field: keyof TypedPinned
  /** A text `curation.pinProblem.<code>`, about `text`. */
  code: string
  text?: string
}

/** What new pinned results are measured by. */
export interface PinnedContext {
  others: Array<Kept<PinnedResults>>
  /** Ids of what can be found. */
  known: ReadonlySet<string>
  today: string
}

const longestAddress = 500

export const questionsIn = (typed: string): string[] => linesOf(typed.replaceAll(';', '\n'))

/** The ids that addresses end in, whatever stands before or after them; an address without one stays as it is. */
export const resultsIn = (typed: string): string[] => linesOf(typed.replaceAll(/[,;]/g, '\n')).map(resultIn)

function resultIn(line: string): string {
  // Looking for the end of a line takes the square of its length.
  if (line.length > longestAddress) return line
  return /([a-z0-9-]+\/[a-z0-9-]+)\/?(?:[?#].*)?$/.exec(line)?.[1] ?? line
}

/** The pinned results that were typed. @throws {z.ZodError} when there are problems with them */
export const readPinned = ({ questions, results, until }: TypedPinned): PinnedResults =>
  PinnedResults.parse({
    questions: questionsIn(questions),
    results: resultsIn(results),
    ...(until.trim() && { until: until.trim() }),
  })

/** What stands on top for this question already. */
export function pinnedFor(question: string, all: Array<Kept<PinnedResults>>): Kept<PinnedResults> | undefined {
  const key = keyOfText(question)
  return key ? all.find(({ entry }) => entry.questions.some((one) => keyOfText(one) === key)) : undefined
}

export function problemsWithPinned(typed: TypedPinned, context: PinnedContext): PinnedProblem[] {
  return [
    ...problemsWithQuestions(questionsIn(typed.questions), context),
    ...problemsWithResults(resultsIn(typed.results), context),
    ...problemsWithDay(typed.until.trim(), context),
  ]
}

function problemsWithQuestions(questions: string[], { others }: PinnedContext): PinnedProblem[] {
  const field = 'questions'
  if (questions.length === 0) return [{ field, code: 'questions' }]
  if (questions.length > mostQuestions) return [{ field, code: 'manyQuestions' }]
  const taken = new Set(others.flatMap(({ entry }) => entry.questions.map(keyOfText)))
  return questions.flatMap((text): PinnedProblem[] => {
    if (text.length > longestPhrase) return [{ field, code: 'longQuestion', text }]
    const key = keyOfText(text)
    if (key === undefined) return [{ field, code: 'emptyQuestion', text }]
    return taken.has(key) ? [{ field, code: 'taken', text }] : []
  })
}

function problemsWithResults(results: string[], { known }: PinnedContext): PinnedProblem[] {
  const field = 'results'
  if (results.length === 0) return [{ field, code: 'results' }]
  if (results.length > mostPinned) return [{ field, code: 'manyResults' }]
  return results.filter((id) => !known.has(id)).map((text) => ({ field, code: 'unknown', text }))
}

function problemsWithDay(until: string, { today }: PinnedContext): PinnedProblem[] {
  const isGood = until === '' || (PinnedResults.shape.until.safeParse(until).success && until >= today)
  return isGood ? [] : [{ field: 'until', code: 'until' }]
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
  return [...new Set(lines.filter(Boolean))]
}
