import { isDeepStrictEqual } from 'node:util'
import { type Document, MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../../server/store/embedded/index.ts'
import { actors, DATABASE, type Entry } from './actors.ts'

/** Looks into a store whose writers ended badly; the three sets say in words what is wrong. */
export class Survey {
  acknowledged = 0
  /** Actors whose documents are neither those of what was acknowledged nor of one thing more. */
  readonly lost: Set<string> = new Set()
  readonly halfTransactions: Set<string> = new Set()
  readonly indexDisagreements: Set<string> = new Set()
  /** Times to open the store again, in milliseconds. */
  readonly reopened: number[] = []
  readonly #directory: string
  /** Of every actor so far, the numbers of things it may have done. */
  readonly #possible: Map<string, number[]> = new Map()

  constructor(directory: string) {
    this.#directory = directory
  }

  /**
   * Open the store after a round and look at the documents of all rounds so far.
   * @param done how many things each actor was told are done
   */
  async inspect(round: number, done: Map<string, number>): Promise<void> {
    for (const [name, n] of done) {
      this.#possible.set(name, [n, n + 1])
      this.acknowledged += n
    }
    const began = performance.now()
    const store = await startEmbeddedStore(this.#directory)
    this.reopened.push(performance.now() - began)
    const client = await new MongoClient(store.uri).connect()
    try {
      for (let past = 1; past <= round; past++) await this.#findLosses(client, past)
      for (const name of await halfTransactions(client)) this.halfTransactions.add(name)
      for (const name of await indexDisagreements(client)) this.indexDisagreements.add(name)
    } finally {
      await client.close()
      await store.close()
    }
  }

  async #findLosses(client: MongoClient, round: number): Promise<void> {
    for (const actor of actors(client, round)) {
      const actual = await actor.actual()
      const numbers = this.#possible.get(actor.name) ?? [0, 1]
      const found = numbers.find((n) => isDeepStrictEqual(actor.expected(n), actual))
      if (found !== undefined) this.#possible.set(actor.name, [found])
      else this.lost.add(`${actor.name} did ${numbers[0]}: ${JSON.stringify(actual.slice(-3))}`)
    }
  }
}

/** Accounts that do not hold the sum of their entries. */
async function halfTransactions(client: MongoClient): Promise<string[]> {
  const db = client.db(DATABASE)
  const sums = new Map<string, { amount: number; entries: number }>()
  for (const { owner, amount } of await db.collection('entries').find().toArray()) {
    for (const account of [owner, 'all']) {
      const sum = sums.get(account) ?? { amount: 0, entries: 0 }
      sums.set(account, { amount: sum.amount + amount, entries: sum.entries + 1 })
    }
  }
  const accounts = await db.collection<Entry>('accounts').find().toArray()
  const found = new Map(accounts.map(({ _id, amount, entries }) => [_id, { amount, entries }]))
  const names = new Set([...sums.keys(), ...found.keys()])
  return [...names].filter((name) => !isDeepStrictEqual(sums.get(name), found.get(name)))
}

/** What makes documents large has nothing to do with indexes. */
const WITHOUT_TEXT = { projection: { text: 0 } }

/** Indexes that lead to other documents than reading the whole collection does, and unique ones with a key twice. */
async function indexDisagreements(client: MongoClient): Promise<string[]> {
  const wrong: string[] = []
  for (const { name } of await client.db(DATABASE).listCollections().toArray()) {
    const collection = client.db(DATABASE).collection<Entry>(name)
    const all = await collection.find({}, WITHOUT_TEXT).toArray()
    for (const { key, unique } of await collection.indexes()) {
      const field = Object.keys(key)[0] as string
      const keys = all.map((entry) => entry[field]).filter((value) => value !== undefined)
      const served = await collection.find(anyValueOf(field, keys[0]), WITHOUT_TEXT).toArray()
      const agrees = isDeepStrictEqual(new Set(served.map(({ _id }) => _id)), new Set(withField(all, field)))
      if (!agrees || served.length !== keys.length) wrong.push(`${name}.${field}: ${served.length} for ${keys.length}`)
      if (unique && new Set(keys).size !== keys.length) wrong.push(`${name}.${field}: a key twice`)
    }
  }
  return wrong
}

/** A filter that an index on the field answers, and that every document with the field passes. */
function anyValueOf(field: string, example: unknown): Document {
  return { [field]: { $gte: example instanceof Date ? new Date(0) : '' } }
}

const withField = (entries: Entry[], field: string) =>
  entries.filter((one) => one[field] !== undefined).map(({ _id }) => _id)
