import {
  type Lessons,
  type Search,
  type SearchHit,
  type SearchQuestion,
  type SearchReader,
  unfiltered,
} from '../search/index.ts'
import { lastPlace, type TestQuestion } from './lists.ts'

/** Of more questions nobody waits for the answers. */
const mostQuestions = 200
const shownPerText = 5

export type Verdict = 'better' | 'worse' | 'same'

/** A test question with the place of what it expects, from 1; undefined when that is not on the first page. */
export interface Moved {
  question: TestQuestion
  before: number | undefined
  after: number | undefined
  verdict: Verdict
}

/** What a change of the lessons does: to the test questions, and to the first results for some texts. */
export interface Effect {
  questions: Moved[]
  tops: Array<{ text: string; before: SearchHit[]; after: SearchHit[] }>
}

/** Who asks, and on which day (YYYY-MM-DD). */
export interface Tester {
  search: Search
  reader: SearchReader
  today: string
}

/** Tries lessons beside those that hold now, on the real index, while readers notice nothing of it. */
export async function effectOf(
  lessons: { before: Lessons; after: Lessons },
  questions: TestQuestion[],
  texts: string[],
  tester: Tester,
): Promise<Effect> {
  const tested = questions.slice(0, mostQuestions)
  const [before, after] = await Promise.all([
    placesOf(tested, lessons.before, tester),
    placesOf(tested, lessons.after, tester),
  ])
  const [old, fresh] = await Promise.all([topsOf(texts, lessons.before, tester), topsOf(texts, lessons.after, tester)])
  return {
    questions: tested.map((question, i) => moved(question, before[i], after[i])),
    tops: texts.map((text, i) => ({ text, before: old[i] ?? [], after: fresh[i] ?? [] })),
  }
}

/** The place of what each question expects, from 1; undefined when that is not on the first page. */
export async function placesOf(
  questions: TestQuestion[],
  lessons: Lessons,
  tester: Tester,
): Promise<Array<number | undefined>> {
  const requests = questions.map(({ question }) => requestOf(question, lastPlace, tester))
  const answers = await tester.search.tryOut(lessons, requests)
  return questions.map(({ expects }, i) => placeOf(answers[i]?.hits ?? [], expects))
}

export function moved(question: TestQuestion, before: number | undefined, after: number | undefined): Moved {
  const change = (before ?? Number.POSITIVE_INFINITY) - (after ?? Number.POSITIVE_INFINITY)
  return { question, before, after, verdict: change > 0 ? 'better' : change < 0 ? 'worse' : 'same' }
}

async function topsOf(texts: string[], lessons: Lessons, tester: Tester): Promise<SearchHit[][]> {
  const requests = texts.map((text) => requestOf(text, shownPerText, tester))
  return (await tester.search.tryOut(lessons, requests)).map(({ hits }) => hits)
}

/** The first `pageSize` results for a text, without filters. */
export const requestOf = (
  text: string,
  pageSize: number,
  { reader, today }: Pick<Tester, 'reader' | 'today'>,
): SearchQuestion => ({ text, filters: unfiltered, page: 1, pageSize, reader, today })

function placeOf(hits: SearchHit[], id: string): number | undefined {
  const at = hits.findIndex((hit) => hit.id === id)
  return at < 0 ? undefined : at + 1
}
