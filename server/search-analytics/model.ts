import { Schema } from 'mongoose'
import type { Store } from '../store/store.ts'

/** How long a question is remembered; the store removes its rows itself. */
export const keptForDays = 90

/** What became of one question on one day, in numbers. No row here says who, from where or at what hour. */
export interface QuestionRow {
  _id: string
  text: string
  /** `YYYY-MM-DD` */
  day: string
  asked: number
  /** How many asked or judged it who had not done so in the days that it is kept. */
  people: number
  /** How often nothing was found, something was opened, and people said that it was what they looked for, or was not. */
  unanswered: number
  opened: number
  right: number
  wrong: number
  at: Date
}

/** How results stand on a page: one list, the best first, or the best few of each type. */
export type ResultsView = 'list' | 'type'

/** How often one result was opened for one question on one day, by the place on the page at which it stood, counted from 1. */
export interface OpenedRow {
  _id: string
  text: string
  item: string
  place: number
  view: ResultsView
  day: string
  count: number
  at: Date
}

/** What somebody wrote they were looking for. */
export interface SoughtRow {
  _id: string
  text: string
  sought: string
  day: string
  at: Date
}

/** Midnight of a day, after which the store forgets: an hour would tell who was at work. */
const at = { type: Date, required: true, expires: keptForDays * 24 * 60 * 60 }
const strict = { versionKey: false } as const
const counted = { type: Number, default: 0 }

export function openRows({ connection }: Store) {
  const question = new Schema<QuestionRow>(
    {
      _id: String,
      text: String,
      day: String,
      asked: counted,
      people: counted,
      unanswered: counted,
      opened: counted,
      right: counted,
      wrong: counted,
      at,
    },
    strict,
  )
  question.index({ day: 1 })
  const opened = new Schema<OpenedRow>(
    { _id: String, text: String, item: String, place: Number, view: String, day: String, count: Number, at },
    strict,
  )
  opened.index({ day: 1 })
  const sought = new Schema<SoughtRow>({ _id: String, text: String, sought: String, day: String, at }, strict)
  sought.index({ text: 1, day: -1 })
  return {
    questions: connection.model('searchQuestion', question, 'searchQuestions'),
    opened: connection.model('searchOpened', opened, 'searchOpened'),
    sought: connection.model('searchSought', sought, 'searchSought'),
  }
}

export type Rows = ReturnType<typeof openRows>
