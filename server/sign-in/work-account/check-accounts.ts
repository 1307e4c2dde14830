import type { Flaw } from '../../store/flaw.ts'
import type { Store } from '../../store/store.ts'
import { type Account, openAccounts } from './accounts.ts'

/** Whether everybody who was recognised, or asks to be, is somebody in the directory. Mending makes them a newcomer again. */
export async function* checkAccounts(store: Store): AsyncIterable<Flaw> {
  const { rows } = openAccounts(store)
  const persons = await store.connection.collection<{ _id: string }>('persons').distinct('_id')
  const known = new Set<string | undefined>([undefined, ...persons])
  for (const { _id, person, asks } of await rows.find({}, { person: 1, asks: 1 }).lean<Account[]>()) {
    const where = `accounts ${_id}`
    const forget =
      (...fields: Array<keyof Account>) =>
      async () => {
        await rows.updateOne({ _id }, { $unset: Object.fromEntries(fields.map((field) => [field, ''])) })
      }
    if (!known.has(person))
      yield { where, what: `is person "${person}", who is not there`, mend: forget('person', 'confirmed') }
    if (!known.has(asks))
      yield { where, what: `says to be "${asks}", who is not there`, mend: forget('asks', 'askedAt') }
  }
}
