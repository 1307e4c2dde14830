import { type Connection, Schema } from 'mongoose'

export const followKinds = ['item', 'theme', 'unit', 'type'] as const
export type FollowKind = (typeof followKinds)[number]

/** What somebody can follow: an item by its id, a theme or unit by its slug, a type by its name. */
export interface Subject {
  kind: FollowKind
  target: string
}

/** Who wants to hear of what. */
export interface Follows {
  follow(person: string, subject: Subject, now: Date): Promise<void>
  stop(person: string, subject: Subject): Promise<void>
  follows(person: string, subject: Subject): Promise<boolean>
  /** All that somebody follows, the newest first. */
  of(person: string): Promise<Subject[]>
  /** Ids of those who follow any of these, each once. */
  followersOf(subjects: Subject[]): Promise<string[]>
}

interface FollowRow extends Subject {
  _id: string
  person: string
  since: Date
}

const schema = new Schema<FollowRow>(
  {
    _id: String,
    person: { type: String, required: true, index: true },
    kind: { type: String, enum: followKinds, required: true },
    target: { type: String, required: true },
    since: { type: Date, required: true },
  },
  { versionKey: false },
)
schema.index({ kind: 1, target: 1 })

export function openFollows(connection: Connection): Follows {
  const rows = connection.model('follow', schema, 'follows')
  const idOf = (person: string, { kind, target }: Subject) => `${person}|${kind}|${target}`
  return {
    async follow(person, { kind, target }, since) {
      const row = { $setOnInsert: { person, kind, target, since } }
      await rows.updateOne({ _id: idOf(person, { kind, target }) }, row, { upsert: true })
    },
    async stop(person, subject) {
      await rows.deleteOne({ _id: idOf(person, subject) })
    },
    follows: async (person, subject) => (await rows.exists({ _id: idOf(person, subject) })) !== null,
    of: (person) => rows.find({ person }, { _id: 0, kind: 1, target: 1 }).sort({ since: -1, target: 1 }).lean(),
    followersOf: (subjects) => rows.distinct('person', { $or: subjects }),
  }
}
