import type { PipelineStage } from 'mongoose'
import { fewestDays, smallestGroup } from './insights.ts'
import type { Rows } from './model.ts'

/** A result that was opened for the same question by enough people, on more than one day. */
export interface Choice {
  question: string
  id: string
}

const most = 1000
/** From this place on, people have to look for a result. */
const low = 4
/** Beyond it a choice weighs no more. */
const lowestWeighed = 9

/** Who looks at a result is rarer the lower it stands, by about the root of its place: a choice there tells so much more. */
const weight = { $sqrt: { $min: ['$place', lowestWeighed] } }

/** Results with what was opened of them in these rows, by the day first, so that days can be counted. */
const byResult = (rows: PipelineStage.Match['$match']): PipelineStage[] => [
  { $match: rows },
  {
    $group: {
      _id: { text: '$text', item: '$item', day: '$day' },
      count: { $sum: '$count' },
      weight: { $sum: { $multiply: ['$count', weight] } },
      places: { $sum: { $multiply: ['$count', '$place'] } },
    },
  },
  {
    $group: {
      _id: { text: '$_id.text', item: '$_id.item' },
      ...Object.fromEntries(['count', 'weight', 'places'].map((field) => [field, { $sum: `$${field}` }])),
      days: { $sum: 1 },
    },
  },
  { $match: { count: { $gte: smallestGroup }, days: { $gte: fewestDays } } },
]

/** What can be told of opened results, always from a day (`YYYY-MM-DD`) on and never of a small group. */
export function openChoices({ opened }: Rows) {
  return {
    /** What was chosen for which question, and how often: a choice far down counts for more, up to three. */
    chosen: (from: string) =>
      opened.aggregate<Choice & { count: number }>([
        ...byResult({ day: { $gte: from } }),
        { $sort: { weight: -1, '_id.text': 1, '_id.item': 1 } },
        { $limit: most },
        { $project: { _id: 0, question: '$_id.text', id: '$_id.item', count: '$weight' } },
      ]),

    /** What people chose while it stood low, with its average place in the list; the most chosen first. */
    async chosenLow(from: string): Promise<Array<Choice & { count: number; place: number }>> {
      const all = await opened.aggregate<Choice & { count: number; places: number }>([
        ...byResult({ day: { $gte: from }, view: { $ne: 'type' } }),
        { $sort: { count: -1, '_id.text': 1, '_id.item': 1 } },
        { $limit: most },
        { $project: { _id: 0, question: '$_id.text', id: '$_id.item', count: 1, places: 1 } },
      ])
      return all
        .map(({ places, ...one }) => ({ ...one, place: Math.round(places / one.count) }))
        .filter(({ place }) => place >= low)
    },
  }
}
