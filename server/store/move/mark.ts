import type { Db } from 'mongodb'

/** Lies in the target as long as a move to it is not finished. */
interface Mark {
  _id: 'unfinished'
  /** Where the data come from, without user or password. */
  from: string
}

export const markCollection = 'unfinishedMove'

const marks = (db: Db) => db.collection<Mark>(markCollection)

/** Where the move came from that was not finished here; undefined when there is none. */
export async function unfinishedMove(db: Db): Promise<string | undefined> {
  return (await marks(db).findOne({ _id: 'unfinished' }))?.from
}

export async function markUnfinished(db: Db, from: string): Promise<void> {
  await marks(db).replaceOne({ _id: 'unfinished' }, { from }, { upsert: true })
}

export async function markFinished(db: Db): Promise<void> {
  await marks(db).drop()
}
