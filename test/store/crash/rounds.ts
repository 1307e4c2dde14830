import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { type Document, MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../../server/store/embedded/index.ts'
import { actors, DATABASE, type Entry } from './actors.ts'

/** What came of some rounds; the three sets say in words what went wrong. */
export interface Outcome {
  rounds: number
  acknowledged: number
  /** Actors whose documents are neither those of what was acknowledged nor of one thing more. */
  lost: Set<string>
  halfTransactions: Set<string>
  indexDisagreements: Set<string>
  /** Times to open the store again, in milliseconds. */
  reopened: number[]
}

/**
 * Kill a process in the middle of its writing, open its store and look; again and again in one directory.
 *
 * @param random numbers in [0, 1); they choose the moments, as numbers of acknowledgements and a pause after them
 */
export async function crashRounds(directory: string, rounds: number, random: () => number): Promise<Outcome> {
  const outcome: Outcome = {
    rounds,
    acknowledged: 0,
    lost: new Set(),
    halfTransactions: new Set(),
    indexDisagreements: new Set(),
    reopened: [],
  }
  /** Of every actor so far, the numbers of things it may have done. */
  const possible = new Map<string, number[]>()
  let next = startWriter(directory, 1)
  for (let round = 1; round <= rounds; round++) {
    const writer = next
    if (round < rounds) next = startWriter(directory, round + 1)
    const done = await killed(writer, 10 + Math.floor(random() * 400), random() * 4)
    for (const [name, n] of done) possible.set(name, [n, n + 1])
    outcome.acknowledged += [...done.values()].reduce((sum, n) => sum + n, 0)
    await inspect(directory, round, possible, outcome)
  }
  return outcome
}

export interface Writer {
  child: ChildProcess
  /** What is acknowledged, a line each. */
  lines: Interface
  begin(): void
}

/** A process that is ready to write; it takes a while until it is, so it is good to start it early. */
export function startWriter(directory: string, round: number): Writer {
  const script = fileURLToPath(new URL('./writer.ts', import.meta.url))
  const args = ['--import', 'tsx', '--conditions=source', script, directory, String(round)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  return { child, lines: createInterface({ input: child.stdout }), begin: () => child.stdin.write('begin\n') }
}

/** How many things each actor was told are done when their process was killed, some ms after so many answers. */
async function killed({ child, lines, begin }: Writer, answers: number, ms: number): Promise<Map<string, number>> {
  const done = new Map<string, number>()
  let seen = 0
  begin()
  for await (const line of lines) {
    const [name = '', n] = line.split(' ')
    done.set(name, Number(n))
    if (++seen === answers) pause(ms).then(() => child.kill('SIGKILL'))
  }
  if (seen < answers) throw new Error('the writer ended by itself')
  return done
}

async function inspect(directory: string, round: number, possible: Map<string, number[]>, outcome: Outcome) {
  const began = performance.now()
  const store = await startEmbeddedStore(directory)
  outcome.reopened.push(performance.now() - began)
  const client = await new MongoClient(store.uri).connect()
  try {
    for (let past = 1; past <= round; past++) addAll(outcome.lost, await lostBy(client, past, possible))
    addAll(outcome.halfTransactions, await halfTransactions(client))
    addAll(outcome.indexDisagreements, await indexDisagreements(client))
  } finally {
    await client.close()
    await store.close()
  }
}

function addAll(set: Set<string>, found: string[]): void {
  for (const one of found) set.add(one)
}

async function lostBy(client: MongoClient, round: number, possible: Map<string, number[]>): Promise<string[]> {
  const lost: string[] = []
  for (const actor of actors(client, round)) {
    const actual = await actor.actual()
    const numbers = possible.get(actor.name) ?? [0, 1]
    const found = numbers.find((n) => isDeepStrictEqual(actor.expected(n), actual))
    if (found === undefined) lost.push(`${actor.name} did ${numbers[0]}: ${JSON.stringify(actual.slice(-3))}`)
    else possible.set(actor.name, [found])
  }
  return lost
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

/** Indexes that lead to other documents than reading the whole collection does, and unique ones with a key twice. */
async function indexDisagreements(client: MongoClient): Promise<string[]> {
  const wrong: string[] = []
  for (const { name } of await client.db(DATABASE).listCollections().toArray()) {
    const collection = client.db(DATABASE).collection<Entry>(name)
    const all = await collection.find().toArray()
    for (const { key, unique } of await collection.indexes()) {
      const field = Object.keys(key)[0] as string
      const keys = all.map((entry) => entry[field]).filter((value) => value !== undefined)
      const served = await collection.find(anyValueOf(field, keys[0])).toArray()
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
