import type { Flaw } from './flaw.ts'
import type { Store } from './store.ts'

/** Whether the counter of the change log is where the log is; while it is behind, nothing can be saved. */
export async function* checkChangeLog({ connection }: Store): AsyncIterable<Flaw> {
  const changes = connection.collection<{ _id: number }>('changes')
  const counters = connection.collection<{ _id: string; last: number }>('counters')
  const [newest] = await changes.find().sort({ _id: -1 }).limit(1).toArray()
  const counter = await counters.findOne({ _id: 'changes' })
  const [written, counted] = [newest?._id ?? 0, counter?.last ?? 0]
  if (counted >= written) return
  yield {
    where: 'counters changes',
    what: `says that ${counted} changes were made, and the log holds number ${written}: nothing can be saved`,
    mend: async () => {
      await counters.updateOne({ _id: 'changes' }, { $set: { last: written } }, { upsert: true })
    },
  }
}
