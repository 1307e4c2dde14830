import { Schema, Types } from 'mongoose'
import { pick, type Random, seeded } from '../support.ts'

/** A document of the benchmark: half a kilobyte as BSON, with the kinds of fields that items have. */
export interface Note {
  _id: Types.ObjectId
  slug: string
  title: string
  unit: string
  owner: string
  deputy?: string
  themes: string[]
  changedAt: Date
  review: string
  version: number
  imported: { file: string; by: Types.ObjectId }
  hidden: boolean
  size: number
  body: string
}

const WORDS = 'balie afspraak paspoort verhuizing aanvraag inwoner gemeente wet termijn bewijs uitkering loket'.split(
  ' ',
)
const UNITS = Array.from({ length: 40 }, (_, i) => `eenheid-${i}`)
const PEOPLE = Array.from({ length: 400 }, (_, i) => `medewerker-${i}`)
const FIRST_CHANGE = Date.UTC(2026, 0, 1)
const LARGEST_SIZE = 1_000_000

/** Four indexes: unique, over an array, and two for pages in order; `size` has none. */
export const noteSchema = new Schema<Note>(
  {
    slug: { type: String, required: true, unique: true },
    title: { type: String, required: true },
    unit: { type: String, required: true },
    owner: { type: String, required: true },
    deputy: String,
    themes: { type: [String], index: true },
    changedAt: { type: Date, required: true, index: -1 },
    review: { type: String, required: true },
    version: { type: Number, required: true },
    imported: { file: String, by: Schema.Types.ObjectId },
    hidden: { type: Boolean, default: false },
    size: { type: Number, required: true },
    body: { type: String, required: true },
  },
  { versionKey: false, autoIndex: false, autoCreate: false },
)
noteSchema.index({ unit: 1, changedAt: -1 })

/** The id of the note with a number. */
export const noteId = (number: number) => new Types.ObjectId(number.toString(16).padStart(24, '0'))

/** The same notes for the same numbers. */
export function notes(from: number, to: number): Note[] {
  const random = seeded(from)
  return Array.from({ length: to - from }, (_, i) => {
    const title = sentence(5, random)
    const slug = `${title.replaceAll(' ', '-')}-${from + i}`
    return {
      _id: noteId(from + i),
      slug,
      title,
      unit: pick(UNITS, random),
      owner: pick(PEOPLE, random),
      ...(random() < 0.5 ? { deputy: pick(PEOPLE, random) } : {}),
      themes: [pick(WORDS, random), pick(WORDS, random)],
      changedAt: new Date(FIRST_CHANGE + Math.floor(random() * 3e10)),
      review: `2027-0${1 + Math.floor(random() * 9)}-15`,
      version: Math.floor(random() * 20),
      imported: { file: `${slug}.md`, by: noteId(Math.floor(random() * 1000)) },
      hidden: random() < 0.1,
      size: Math.floor(random() * LARGEST_SIZE),
      body: sentence(11, random),
    }
  })
}

/** A filter no index serves, which half of the notes match. */
export const HALF = { size: { $gte: LARGEST_SIZE / 2 } }

function sentence(words: number, random: Random): string {
  return Array.from({ length: words }, () => pick(WORDS, random)).join(' ')
}
