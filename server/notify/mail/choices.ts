import { randomBytes } from 'node:crypto'
import { type Connection, Schema } from 'mongoose'
import type { Language } from '../../web/texts.ts'
import { periodOf } from './periods.ts'

export const rhythms = ['none', 'daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

/** Which mail somebody wants. Who never chose gets none. */
export interface MailChoice {
  /** How often a digest of all that is new. */
  rhythm: Rhythm
  /** Whether what is asked of them, or happens to their own texts, comes at once. */
  atOnce: boolean
  language: Language
}

/** What is kept of a choice. */
export interface KeptChoice extends MailChoice {
  person: string
  /** Who knows it may stop the mail of this person, and nothing else. */
  token: string
  /** Nothing from before it is mailed. */
  since: Date
  /** The period of their last digest, by its first day. */
  period: string
}

/** Which mail people want, and which digest they had. */
export interface MailChoices {
  of(person: string): Promise<MailChoice | undefined>
  /** Keeps a choice; the first digest is that of the next period. */
  choose(person: string, choice: MailChoice, now: Date): Promise<void>
  byToken(token: string): Promise<KeptChoice | undefined>
  /** From now on this person gets no mail. */
  stop(person: string): Promise<void>
  /** Those who want a digest in this rhythm and did not have that of `period` yet. */
  due(rhythm: Rhythm, period: string): Promise<KeptChoice[]>
  /** Those who want to hear at once. */
  atOnce(): Promise<KeptChoice[]>
  /** Takes the digest of a period for sending; false when another process was first, or it is no longer wanted. */
  take(choice: KeptChoice, period: string): Promise<boolean>
  /** Puts a digest back that was taken and not sent. */
  giveBack(choice: KeptChoice, period: string): Promise<void>
}

type ChoiceRow = Omit<KeptChoice, 'person'> & { _id: string }

const schema = new Schema<ChoiceRow>(
  {
    _id: String,
    rhythm: { type: String, enum: rhythms, required: true },
    atOnce: { type: Boolean, required: true, index: true },
    language: { type: String, required: true },
    token: { type: String, required: true, unique: true },
    since: { type: Date, required: true },
    period: { type: String, default: '' },
  },
  { versionKey: false },
)
schema.index({ rhythm: 1, period: 1 })

const wantsMail = ({ rhythm, atOnce }: MailChoice) => atOnce || rhythm !== 'none'

export function openMailChoices(connection: Connection): MailChoices {
  const rows = connection.model('mailChoice', schema, 'mailChoices')
  const keptOf = ({ _id: person, ...row }: ChoiceRow): KeptChoice => ({ person, ...row })
  return {
    async of(person) {
      const row = await rows.findById(person).lean<ChoiceRow>()
      return row ? keptOf(row) : undefined
    },
    async choose(person, choice, now) {
      const former = await rows.findById(person).lean<ChoiceRow>()
      const { rhythm } = choice
      const since = former && wantsMail(former) ? former.since : now
      const period = rhythm === 'none' ? '' : periodOf(rhythm, now)
      const told = { ...choice, since, ...(rhythm !== former?.rhythm && { period }) }
      const token = randomBytes(32).toString('base64url')
      await rows.updateOne({ _id: person }, { $set: told, $setOnInsert: { token } }, { upsert: true })
    },
    async byToken(token) {
      const row = await rows.findOne({ token }).lean<ChoiceRow>()
      return row ? keptOf(row) : undefined
    },
    async stop(person) {
      await rows.updateOne({ _id: person }, { $set: { rhythm: 'none', atOnce: false } })
    },
    due: async (rhythm, period) =>
      (await rows.find({ rhythm, period: { $lt: period } }).lean<ChoiceRow[]>()).map(keptOf),
    atOnce: async () => (await rows.find({ atOnce: true }).lean<ChoiceRow[]>()).map(keptOf),
    async take({ person, rhythm }, period) {
      const open = { _id: person, rhythm, period: { $lt: period } }
      return (await rows.updateOne(open, { $set: { period } })).modifiedCount === 1
    },
    async giveBack({ person, period: former }, period) {
      await rows.updateOne({ _id: person, period }, { $set: { period: former } })
    },
  }
}
