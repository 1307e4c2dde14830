import { isDeepStrictEqual } from 'node:util'
import { Schema } from 'mongoose'
import { type Reader, type Role, roles } from '../../access/reader.ts'
import type { Directory } from '../../people/directory.ts'
import type { Store } from '../../store/store.ts'
import type { Identity } from './identity.ts'

/** Somebody who signed in at least once, with the rights that their last token gave them. */
export interface Account {
  /** `<tenant>:<object id>`. */
  _id: string
  name: string
  role: Role
  units: string[]
  /** When the provider said so; an older token changes nothing. */
  issuedAt: Date
}

const schema = new Schema<Account>(
  {
    _id: String,
    name: { type: String, required: true },
    role: { type: String, enum: roles, required: true },
    units: [String],
    issuedAt: { type: Date, required: true },
  },
  { versionKey: false },
)

/** Who has signed in here. Rights are read from it at every request, so that a role that is withdrawn counts at once. */
export interface Accounts {
  get(key: string): Promise<Account | undefined>
  /** Keeps what the provider now says of somebody, and gives their account. */
  arrive(identity: Identity): Promise<Account>
}

export function openAccounts(store: Store): Accounts {
  const rows = store.connection.model<Account>('account', schema, 'accounts')
  const get = async (key: string) => (await rows.findById(key).lean<Account>()) ?? undefined
  return {
    get,
    async arrive({ key, name, role, units, issuedAt }) {
      const account = { _id: key, name, role, units, issuedAt }
      const present = await get(key)
      if (isDeepStrictEqual(present, account)) return account
      try {
        await rows.replaceOne({ _id: key, issuedAt: { $lte: issuedAt } }, account, { upsert: true })
        return account
      } catch (error) {
        // There is a newer one, which the filter leaves alone and the insert then runs into.
        const newer = (error as { code?: number }).code === 11000 ? await get(key) : undefined
        if (!newer) throw error
        return newer
      }
    },
  }
}

/** Somebody as every page sees them. Team leads lead the units of their account, with everything under them. */
export function readerOf({ _id, name, role, units }: Account, directory: Directory): Reader {
  const leads = role === 'teamlead' ? units.flatMap((unit) => directory.within(unit)) : []
  return { id: _id, name, role, units: [...new Set([...units, ...leads])], leads: [...new Set(leads)] }
}
