import type { PipelineStage } from 'mongoose'
import { addDays } from '../days.ts'
import type { QuestionRow, Rows } from './model.ts'

/** A question in all of a period, in numbers. */
export interface Insight extends Pick<QuestionRow, 'text' | 'asked' | 'unanswered' | 'opened' | 'right' | 'wrong'> {
  /** `YYYY-MM-DD` */
  lastDay: string
  /** When something was found for it last; null when nothing ever was. */
  lastFound: string | null
}

/** What was asked in one week together. */
export interface Week extends Pick<QuestionRow, 'asked' | 'unanswered'> {
  /** The Monday, `YYYY-MM-DD`. */
  from: string
}

/** Everything that was asked in a period together, also what is asked too seldom to show. */
export type Totals = Pick<QuestionRow, 'asked' | 'unanswered' | 'opened'>

/** A question is only shown when it was asked so often, by so many, and not on a single day: then it is not one person's own. */
export const smallestGroup = 3
export const fewestDays = 2
const most = 1000

const sums = (...fields: Array<keyof QuestionRow>) => Object.fromEntries(fields.map((f) => [f, { $sum: `$${f}` }]))

/** As `sums`, of the days that count; people were counted when they first asked, perhaps before. */
const sumsFrom = (from: string, ...fields: Array<keyof QuestionRow>) =>
  Object.fromEntries(fields.map((f) => [f, { $sum: { $cond: [{ $gte: ['$day', from] }, `$${f}`, 0] } }]))

/** Questions whose `counted` is big enough to be shown, the most frequent first. */
const common = (counted: 'asked' | 'unanswered' | 'opened', from: string, limit: number): PipelineStage[] => [
  {
    $group: {
      _id: '$text',
      ...sumsFrom(from, 'asked', 'unanswered', 'opened', 'right', 'wrong'),
      people: { $sum: '$people' },
      days: { $sum: { $cond: [{ $and: [{ $gte: ['$day', from] }, { $gt: [`$${counted}`, 0] }] }, 1, 0] } },
      lastDay: { $max: { $cond: [{ $gt: [`$${counted}`, 0] }, '$day', null] } },
      lastFound: { $max: { $cond: [{ $gt: ['$asked', '$unanswered'] }, '$day', null] } },
    },
  },
  { $match: { [counted]: { $gte: smallestGroup }, people: { $gte: smallestGroup }, days: { $gte: fewestDays } } },
  { $sort: { [counted]: -1, lastDay: -1, _id: 1 } },
  { $limit: limit },
  {
    $project: {
      _id: 0,
      text: '$_id',
      asked: 1,
      unanswered: 1,
      opened: 1,
      right: 1,
      wrong: 1,
      lastDay: 1,
      lastFound: 1,
    },
  },
]

/** What can be told of questions, always from a day (`YYYY-MM-DD`) on and never of a small group. */
export function openInsights({ questions, sought }: Rows) {
  return {
    /** Everything that was asked often enough. */
    common: (from: string) => questions.aggregate<Insight>(common('asked', from, most)),

    /** What was often asked and not found, until somebody finds something for it. */
    async unanswered(from: string): Promise<Insight[]> {
      const all = await questions.aggregate<Insight>(common('unanswered', from, most))
      return all.filter(({ lastDay, lastFound }) => lastFound === null || lastFound <= lastDay)
    },

    /** What was found and opened often enough to be suggested to others. */
    answered: (from: string) => questions.aggregate<Insight>(common('opened', from, most)),

    async totals(from: string): Promise<Totals> {
      const [all] = await questions.aggregate<Totals>([
        { $match: { day: { $gte: from } } },
        { $group: { _id: null, ...sums('asked', 'unanswered', 'opened') } },
      ])
      return all ?? { asked: 0, unanswered: 0, opened: 0 }
    },

    /** What was asked in this week and so many before it, the oldest first. */
    async weeks(today: string, before: number): Promise<Week[]> {
      const monday = mondayOf(today)
      const from = addDays(monday, -7 * before)
      const days = await questions.aggregate<{ _id: string } & Totals>([
        { $match: { day: { $gte: from } } },
        { $group: { _id: '$day', ...sums('asked', 'unanswered') } },
      ])
      return Array.from({ length: before + 1 }, (_, place) => {
        const week = addDays(from, 7 * place)
        const own = days.filter(({ _id: day }) => mondayOf(day) === week)
        const sum = (field: 'asked' | 'unanswered') => own.reduce((total, one) => total + one[field], 0)
        return { from: week, asked: sum('asked'), unanswered: sum('unanswered') }
      })
    },

    /** What people wrote they looked for when they asked this, the latest first. */
    async soughtFor(text: string, from: string): Promise<string[]> {
      const rows = await sought
        .find({ text, day: { $gte: from } })
        .sort({ day: -1 })
        .limit(10)
        .lean()
      return rows.map((row) => row.sought)
    },
  }
}

/** Sunday is the last day of a week. */
const mondayOf = (day: string): string => addDays(day, -((new Date(day).getUTCDay() + 6) % 7))

/** Of an opened one in four and less, people seem not to have seen what they looked for. */
const seldom = 0.25

const by = (number: (one: Insight) => number) => (one: Insight, other: Insight) => number(other) - number(one)

export const mostAsked = (all: Insight[]): Insight[] => [...all].sort(by(({ asked }) => asked))

/** What finds something that is seldom opened. */
export const seldomOpened = (all: Insight[]): Insight[] =>
  all
    .map((one) => ({ one, found: one.asked - one.unanswered }))
    .filter(({ one, found }) => found >= smallestGroup && one.opened <= found * seldom)
    .map(({ one }) => one)
    .sort(by(({ asked, opened }) => asked - opened))

/** What people said was not what they looked for. */
export const notSought = (all: Insight[]): Insight[] =>
  all.filter(({ wrong }) => wrong > 0).sort(by(({ wrong }) => wrong))
