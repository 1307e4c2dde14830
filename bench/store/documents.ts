import { Schema, Types } from 'mongoose'
import { pick, type Random, seeded } from '../support.ts'

/** A document of the benchmark: half a kilobyte as BSON. */
export interface Note {
  _id: Types.ObjectId
  title: string
  unit: string
  themes: string[]
  changedAt: Date
  size: number
  body: string
}

const WORDS = 'balie afspraak paspoort verhuizing aanvraag inwoner gemeente wet termijn bewijs uitkering loket'.split(
  ' ',
)
const UNITS = Array.from({ length: 40 }, (_, i) => `eenheid-${i}`)
const FIRST_CHANGE = Date.UTC(2026, 0, 1)
const LARGEST_SIZE = 1_000_000

/** Three indexes, one of them over an array; `size` has none. */
export const noteSchema = new Schema<Note>(
  {
    title: { type: String, required: true },
    unit: { type: String, required: true, index: true },
    themes: { type: [String], index: true },
    changedAt: { type: Date, required: true, index: -1 },
    size: { type: Number, required: true },
    body: { type: String, required: true },
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
)

/** The id of the note with a number. */
export const noteId = (number: number) => new Types.ObjectId(number.toString(16).padStart(24, '0'))

/** The same notes for the same numbers. */
export function notes(from: number, to: number): Note[] {
  const random = seeded(from)
  return Array.from({ length: to - from }, (_, i) => ({
    _id: noteId(from + i),
    title: sentence(6, random),
    unit: pick(UNITS, random),
    themes: [pick(WORDS, random), pick(WORDS, random)],
    changedAt: new Date(FIRST_CHANGE + Math.floor(random() * 3e10)),
    size: Math.floor(random() * LARGEST_SIZE),
    body: sentence(39, random),
  }))
}

/** A filter no index serves, which half of the notes match. */
export const HALF = { size: { $gte: LARGEST_SIZE / 2 } }

function sentence(words: number, random: Random): string {
  return Array.from({ length: words }, () => pick(WORDS, random)).join(' ')
}
