import { Schema } from 'mongoose'
import type { Store } from '../store/store.ts'

export interface UnansweredQuestion {
  text: string
  /** How often it was asked, and when last (`YYYY-MM-DD`). */
  count: number
  lastDay: string
}

/** Searches that found nothing, counted per day, without who asked; the store forgets them after a year. */
export interface Questions {
  /** Notes one search for `text` that found nothing on `day` (`YYYY-MM-DD`). */
  noteUnanswered(text: string, day: string): Promise<void>
  /** Which questions stayed without an answer, the most asked first. */
  unanswered(most: number): Promise<UnansweredQuestion[]>
}

const maxLength = 120
const keptForSeconds = 365 * 24 * 60 * 60

const schema = new Schema(
  {
    _id: String,
    text: String,
    day: String,
    count: Number,
    askedAt: { type: Date, expires: keptForSeconds },
  },
  { versionKey: false },
)

export function openQuestions(store: Store): Questions {
  const rows = store.connection.model('unansweredQuestion', schema, 'unansweredQuestions')
  return {
    async noteUnanswered(raw, day) {
      const text = raw.toLowerCase().replace(/\s+/g, ' ').trim().slice(0, maxLength)
      if (text === '' || looksPersonal(text)) return
      await rows.updateOne(
        { _id: `${day} ${text}` },
        { $inc: { count: 1 }, $set: { text, day, askedAt: new Date(day) } },
        { upsert: true },
      )
    },
    unanswered: (most) =>
      rows.aggregate<UnansweredQuestion>([
        { $group: { _id: '$text', count: { $sum: '$count' }, lastDay: { $max: '$day' } } },
        { $sort: { count: -1, lastDay: -1, _id: 1 } },
        { $limit: most },
        { $project: { _id: 0, text: '$_id', count: 1, lastDay: 1 } },
      ]),
  }
}

/**
 * An e-mail address, a postcode with a house number, or six digits and more may point at a person; such a question is not
 * kept. People type a BSN, a telephone number or a date of birth in groups: `123.456.782`, `06 12 34 56 78`, `12-03-1985`.
 */
const looksPersonal = (text: string) => /@|\d{4}\s?[a-z]{2}\s*\d|\d(?:[\s./()-]*\d){5}/.test(text)
