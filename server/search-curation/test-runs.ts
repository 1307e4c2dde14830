import { Schema } from 'mongoose'
import type { Store } from '../store/store.ts'
import type { ListName } from './lists.ts'

/** Why the test questions were asked: nobody had done so yet, somebody wanted it, or one of the lists changed, or several did. */
export type RunReason = 'first' | 'asked' | 'several' | ListName

/** One run of the test questions, with the place that each answer had then; null when it was not on the first page. */
export interface TestRun {
  at: Date
  reason: RunReason
  /** A key of what each list said; absent in runs of before they were kept. */
  lists?: Record<ListName, string>
  places: Array<{ question: string; expects: string; place: number | null }>
}

/** What the test questions gave before; the store forgets it after a year. */
export interface TestRuns {
  note(run: TestRun): Promise<void>
  /** The newest first. */
  latest(most: number): Promise<TestRun[]>
}

const keptForSeconds = 365 * 24 * 60 * 60

const schema = new Schema<TestRun>(
  {
    at: { type: Date, required: true, expires: keptForSeconds },
    reason: { type: String, required: true },
    lists: { type: Object },
    places: { type: [{ _id: false, question: String, expects: String, place: Number }], required: true },
  },
  { versionKey: false },
)

export function openTestRuns(store: Store): TestRuns {
  const rows = store.connection.model<TestRun>('searchTestRun', schema, 'searchTestRuns')
  return {
    async note(run) {
      await rows.create(run)
    },
    latest: (most) => rows.find({}, { _id: 0 }).sort({ at: -1, _id: -1 }).limit(most).lean<TestRun[]>(),
  }
}
