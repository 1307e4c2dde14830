import { isDeepStrictEqual } from 'node:util'
import { type Model, Schema } from 'mongoose'
import { type Reader, type Role, roles } from '../../access/reader.ts'
import type { Directory } from '../../people/directory.ts'
import { worksIn } from '../../people/works-in.ts'
import type { Store } from '../../store/store.ts'
import type { Identity } from './identity.ts'

/** Somebody who signed in at least once, with the rights that their last token gave them. */
export interface Account {
  /** `<tenant>:<object id>`. */
  _id: string
  name: string
  email?: string
  role: Role
  units: string[]
  /** When the provider said so; an older token changes nothing. */
  issuedAt: Date

  /** Who they are in the directory, by slug; no other account is the same person. */
  person?: string
  /** Whether somebody confirmed that they are `person`; else that entry was made of the account itself. */
  confirmed?: boolean
  /** Who they say they are, as long as nobody confirmed or refused that. */
  asks?: string
  askedAt?: Date
  /** Who they are not, by their own word or that of who refused it. */
  notThem?: string[]
}

const schema = new Schema<Account>(
  {
    _id: String,
    name: { type: String, required: true },
    email: String,
    role: { type: String, enum: roles, required: true },
    units: [String],
    issuedAt: { type: Date, required: true },
    person: { type: String, index: { unique: true, sparse: true } },
    confirmed: Boolean,
    asks: { type: String, index: { sparse: true } },
    askedAt: Date,
    notThem: { type: [String], default: undefined },
  },
  { versionKey: false },
)

/** Who has signed in here. Rights are read from it at every request, so that a role that is withdrawn counts at once. */
export interface Accounts {
  get(key: string): Promise<Account | undefined>
  /** Keeps what the provider now says of somebody, and gives their account. */
  arrive(identity: Identity): Promise<Account>
  /** The accounts with `text` in their name, by name. */
  find(text: string, most: number): Promise<Account[]>
  /** The collection itself, for what newcomers say and others confirm. */
  rows: Model<Account>
}

export function openAccounts(store: Store): Accounts {
  const rows = store.connection.model<Account>('account', schema, 'accounts')
  const get = async (key: string) => (await rows.findById(key).lean<Account>()) ?? undefined
  return {
    rows,
    get,

    async arrive({ key, name, email, role, units, issuedAt }) {
      const told = { name, role, units, issuedAt, ...(email && { email }) }
      const present = await get(key)
      if (present && isDeepStrictEqual(present, { ...present, ...told })) return present
      try {
        const notNewer = { _id: key, issuedAt: { $lte: issuedAt } }
        return await rows
          .findOneAndUpdate(notNewer, { $set: told }, { upsert: true, returnDocument: 'after' })
          .lean<Account>()
      } catch (error) {
        // There is a newer one, which the filter leaves alone and the insert then runs into.
        const newer = (error as { code?: number }).code === 11000 ? await get(key) : undefined
        if (!newer) throw error
        return newer
      }
    },

    find: (text, most) =>
      rows
        .find({ name: { $regex: text.replace(/[^\p{L}\p{N} ]/gu, '.'), $options: 'i' } })
        .sort({ name: 1, _id: 1 })
        .limit(most)
        .lean<Account[]>(),
  }
}

/**
 * Somebody as every page sees them. The role is that of the account; the units are those of the account and those that the
 * directory tells of them. Team leads lead the units of their account and those that the directory says, with everything under them.
 */
export function readerOf({ _id, name, role, units, person: slug }: Account, directory: Directory): Reader {
  const person = directory.person(slug)
  const leads =
    role === 'teamlead' ? [...units, ...(person?.leads ?? [])].flatMap((unit) => directory.within(unit)) : []
  const all = [...units, ...(person ? worksIn(person) : []), ...leads]
  return { id: slug ?? _id, name, role, units: [...new Set(all)], leads: [...new Set(leads)] }
}
