import { MongoStore } from 'connect-mongo'
import type { Cookie } from 'express-session'
import type { Db, Document, MongoClient } from 'mongodb'

/** Somebody who does one thing after another; what is there afterwards follows from how many things were done. */
export interface Actor {
  name: string
  /** Do the nth thing, counted from 1; resolves when it is acknowledged. */
  act(n: number): Promise<void>
  /** What this actor has in the store after n things. */
  expected(n: number): Entry[]
  /** What this actor has in the store, in the order of `_id`. */
  actual(): Promise<Entry[]>
}

export type Entry = Document & { _id: string }

export const DATABASE = 'crash'

/** The actors of a round, each with documents of its own. */
export function actors(client: MongoClient, round: number): Actor[] {
  const db = client.db(DATABASE)
  return [
    writesNotes(db, `note-1-${round}`),
    writesNotes(db, `note-2-${round}`),
    writesNotes(db, `note-3-${round}`),
    registersPeople(db, `people-1-${round}`),
    registersPeople(db, `people-2-${round}`),
    transfersMoney(client, `transfer-1-${round}`),
    transfersMoney(client, `transfer-2-${round}`),
    visits(client, `visit-1-${round}`),
    rewrites(db, `plan-1-${round}`),
  ]
}

/** The indexes all rounds rely on. */
export async function prepare(client: MongoClient): Promise<void> {
  const db = client.db(DATABASE)
  for (const name of ['notes', 'people', 'entries', 'plans']) await db.collection(name).createIndex({ owner: 1 })
  await db.collection('people').createIndex({ email: 1 }, { unique: true })
  await db.collection('sessions').createIndex({ expires: 1 }, { expireAfterSeconds: 0 })
}

function owned(db: Db, collection: string, owner: string, fields: string[]): Promise<Entry[]> {
  const projection = Object.fromEntries(fields.map((field) => [field, 1]))
  return db.collection<Entry>(collection).find({ owner }).project<Entry>(projection).sort({ _id: 1 }).toArray()
}

/** What is left after applying `step` for 1 … n to nothing, in the order of `_id`. */
function simulated(n: number, step: (entries: Map<string, Entry>, n: number) => void): Entry[] {
  const entries = new Map<string, Entry>()
  for (let i = 1; i <= n; i++) step(entries, i)
  return [...entries.values()].sort((a, b) => (a._id < b._id ? -1 : 1))
}

const counted = (name: string, n: number) => `${name}-${String(n).padStart(5, '0')}`

/** Inserts only: what waits for the disk together is written together. */
function writesNotes(db: Db, name: string): Actor {
  return {
    name,
    act: async (n) => {
      await db.collection<Entry>('notes').insertOne({ _id: counted(name, n), owner: name })
    },
    expected: (n) => Array.from({ length: n }, (_, i) => ({ _id: counted(name, i + 1) })),
    actual: () => owned(db, 'notes', name, ['_id']),
  }
}

/** Unique addresses that are taken, refused to others, given up, taken again; upserts and deletes. */
function registersPeople(db: Db, name: string): Actor {
  const people = db.collection<Entry>('people')
  const fresh = `${name}@new`
  const steps: { act: (id: string) => Promise<unknown>; model: (entries: Map<string, Entry>, id: string) => void }[] = [
    {
      act: (id) => people.insertOne({ _id: id, owner: name, email: fresh }),
      model: (entries, id) => entries.set(id, { _id: id, email: fresh }),
    },
    {
      act: (id) => mustBeRefused(people.insertOne({ _id: `${id}-again`, owner: name, email: fresh })),
      model: () => {},
    },
    {
      act: (id) => people.updateOne({ _id: id }, { $set: { email: id } }),
      model: (entries, id) => entries.set(id, { _id: id, email: id }),
    },
    {
      act: (id) =>
        people.updateOne({ _id: `${id}-more` }, { $set: { owner: name, email: `${id}-more` } }, { upsert: true }),
      model: (entries, id) => entries.set(`${id}-more`, { _id: `${id}-more`, email: `${id}-more` }),
    },
    {
      act: (id) => people.deleteOne({ _id: id }),
      model: (entries, id) => entries.delete(id),
    },
  ]
  const step = (n: number) => steps[(n - 1) % steps.length] as (typeof steps)[number]
  const id = (n: number) => counted(name, Math.ceil(n / steps.length))
  return {
    name,
    act: async (n) => {
      await step(n).act(id(n))
    },
    expected: (n) => simulated(n, (entries, i) => step(i).model(entries, id(i))),
    actual: () => owned(db, 'people', name, ['email']),
  }
}

/** A large document that is replaced over and over, so that the disk has to clear up meanwhile. */
function rewrites(db: Db, name: string): Actor {
  const plans = db.collection<Entry>('plans')
  return {
    name,
    act: async (n) => {
      const plan = { owner: name, edition: n, text: 'x'.repeat(800_000) }
      await plans.replaceOne({ _id: name }, plan, { upsert: true })
    },
    expected: (n) => (n === 0 ? [] : [{ _id: name, edition: n }]),
    actual: () => owned(db, 'plans', name, ['edition']),
  }
}

async function mustBeRefused(work: Promise<unknown>): Promise<void> {
  const code = await work.then(
    () => 'none',
    (error) => error.code,
  )
  if (code !== 11000) throw new Error(`a second document with a unique key ended in ${code}`)
}

/** Transactions over two collections: an entry, the own account, and the account `all`, for which actors compete. */
function transfersMoney(client: MongoClient, name: string): Actor {
  const db = client.db(DATABASE)
  const accounts = db.collection<Entry>('accounts')
  return {
    name,
    act: (n) =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          const change = { $inc: { amount: n, entries: 1 } }
          await db
            .collection<Entry>('entries')
            .insertOne({ _id: counted(name, n), owner: name, amount: n }, { session })
          await accounts.updateOne({ _id: name }, change, { session, upsert: true })
          await accounts.updateOne({ _id: 'all' }, change, { session, upsert: true })
        }),
      ),
    expected: (n) => Array.from({ length: n }, (_, i) => ({ _id: counted(name, i + 1), amount: i + 1 })),
    actual: () => owned(db, 'entries', name, ['amount']),
  }
}

/** Sessions as connect-mongo keeps them: set, set again, destroyed. */
function visits(client: MongoClient, name: string): Actor {
  const store = MongoStore.create({
    client,
    dbName: DATABASE,
    collectionName: 'sessions',
    autoRemove: 'disabled',
    stringify: false,
  })
  const id = (n: number) => `${name}-${n % 4}`
  const cookie = { originalMaxAge: 3_600_000 } as Cookie
  return {
    name,
    act: (n) =>
      new Promise((resolve, reject) => {
        const done = (error?: unknown) => (error ? reject(error) : resolve())
        if (n % 5 === 0) store.destroy(id(n - 1), done)
        else store.set(id(n), { cookie, visit: n } as never, done)
      }),
    expected: (n) =>
      simulated(n, (entries, i) => {
        if (i % 5 === 0) entries.delete(id(i - 1))
        else entries.set(id(i), { _id: id(i), visit: i })
      }),
    actual: async () => {
      const found = await client
        .db(DATABASE)
        .collection<Entry & { session: { visit: number } }>('sessions')
        .find({ _id: { $regex: `^${name}-` } })
        .sort({ _id: 1 })
        .toArray()
      return found.map(({ _id, session }) => ({ _id, visit: session.visit }))
    },
  }
}
