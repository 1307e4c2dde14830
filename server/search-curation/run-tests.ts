import type { Lessons } from '../search/index.ts'
import { type Moved, moved, placesOf, type Tester } from './effect.ts'
import type { TestQuestion } from './lists.ts'
import type { TestRun, TestRuns } from './test-runs.ts'

/** Asks all test questions by these lessons and keeps what came of it. */
export async function runTests(
  questions: TestQuestion[],
  lessons: Lessons,
  tester: Tester,
  { runs, ...run }: Omit<TestRun, 'places'> & { runs: TestRuns },
): Promise<void> {
  const places = await placesOf(questions, lessons, tester)
  await runs.note({
    ...run,
    places: questions.map(({ question, expects }, i) => ({ question, expects, place: places[i] ?? null })),
  })
}

/** A test question as the last run left it; `isNew` when the run before did not know it. */
export type Outcome = Moved & { isGood: boolean; isNew: boolean }

/** How the questions did in the last of these runs beside the one before; questions that were not asked yet are left out. */
export function outcomesOf(questions: TestQuestion[], [last, former]: TestRun[]): Outcome[] {
  return questions.flatMap((question): Outcome[] => {
    const now = placeIn(last, question)
    if (!now) return []
    const before = placeIn(former, question) ?? now
    const change = moved(question, before.place ?? undefined, now.place ?? undefined)
    const isGood = now.place !== null && now.place <= question.within
    return [{ ...change, isGood, isNew: placeIn(former, question) === undefined }]
  })
}

const placeIn = (run: TestRun | undefined, { question, expects }: TestQuestion) =>
  run?.places.find((one) => one.question === question && one.expects === expects)
