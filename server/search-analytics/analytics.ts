import type { Log } from '../log.ts'
import type { Directory } from '../people/directory.ts'
import type { Store } from '../store/store.ts'
import { unawaited } from '../store/unawaited.ts'
import { openChoices } from './choices.ts'
import { CountedOnce } from './counted-once.ts'
import { openInsights } from './insights.ts'
import { keptText } from './kept-text.ts'
import { keptForDays, type OpenedRow, openRows, type QuestionRow } from './model.ts'

/** A question as somebody asked it. Who asked is only looked at to count them once; it is not kept. */
export interface Asking {
  text: string
  person: string
  /** `YYYY-MM-DD` */
  day: string
}

/** What becomes of questions, counted without persons; the store forgets it after ninety days. */
export type SearchAnalytics = ReturnType<typeof openSearchAnalytics>

interface Sources {
  store: Store
  directory: () => Directory
  log: Log
}

/** The result that was opened, and where it stood, counted from 1. */
type OpenedResult = Pick<OpenedRow, 'item' | 'place' | 'view'>

type Counted = keyof Pick<QuestionRow, 'asked' | 'unanswered' | 'opened' | 'right' | 'wrong'>

const aWeek = 7

export function openSearchAnalytics({ store, directory, log }: Sources) {
  const rows = openRows(store)
  const once = new CountedOnce()
  const writes = unawaited(log)

  /** The text to count this under; undefined when it is not kept, or was counted for this person in the days before. */
  function countable(what: string, { text, person, day }: Asking, days = aWeek): string | undefined {
    const kept = keptText(text, directory())
    return kept !== undefined && once.isFirst(person, `${what} ${kept}`, day, days) ? kept : undefined
  }

  function count(text: string, { person, day }: Asking, ...fields: Counted[]): void {
    const isNew = once.isFirst(person, `counted ${text}`, day, keptForDays)
    const $inc = Object.fromEntries([...fields, ...(isNew ? ['people'] : [])].map((field) => [field, 1]))
    const row = { text, day, at: new Date(day) }
    const write = rows.questions.updateOne(
      { _id: `${day} ${text}` },
      { $inc, $setOnInsert: row },
      { upsert: true, setDefaultsOnInsert: false },
    )
    writes.begin(write.exec(), 'A question was not counted')
  }

  return {
    ...openInsights(rows),
    ...openChoices(rows),

    /** Whether a question is one that is kept. */
    isKept: (text: string): boolean => keptText(text, directory()) !== undefined,

    /** Counts a question. Nobody waits for it, as for the other counts. */
    noteAsked(asking: Asking, isFound: boolean): void {
      const text = countable('asked', asking)
      if (text !== undefined) count(text, asking, 'asked', ...(isFound ? [] : (['unanswered'] as const)))
    },

    /** Counts that a result was opened. */
    noteOpened(asking: Asking, result: OpenedResult): void {
      const { item, place, view } = result
      const isAny = countable('opened', asking)
      if (isAny !== undefined) count(isAny, asking, 'opened')
      const text = countable(`opened ${item}`, asking, keptForDays)
      if (text === undefined) return
      const { day } = asking
      const write = rows.opened.updateOne(
        { _id: `${day} ${item} ${view} ${place} ${text}` },
        { $inc: { count: 1 }, $setOnInsert: { text, ...result, day, at: new Date(day) } },
        { upsert: true },
      )
      writes.begin(write.exec(), 'An opened result was not counted')
    },

    /** Counts whether somebody found what they looked for. */
    noteJudged(asking: Asking, isRight: boolean): void {
      const text = countable('judged', asking)
      if (text !== undefined) count(text, asking, isRight ? 'right' : 'wrong')
    },

    /** Keeps what somebody wrote they were looking for; whoever calls has seen to it that it says nothing about a person. */
    async noteSought(asking: Asking, sought: string): Promise<void> {
      const text = countable(`sought ${sought}`, asking)
      if (text === undefined) return
      const { day } = asking
      await rows.sought.updateOne(
        { _id: `${day} ${text}: ${sought}` },
        { $setOnInsert: { text, sought, day, at: new Date(day) } },
        { upsert: true },
      )
    },

    /** Does work of counting after a page was sent; nothing fails with it. */
    begin: (work: () => Promise<void>) => writes.begin(work(), 'An opened result was not counted'),

    /** Waits until everything that was noted is written. */
    settle: writes.settle,
  }
}
