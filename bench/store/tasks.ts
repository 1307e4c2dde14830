import { randomInt } from 'node:crypto'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Connection, Model } from 'mongoose'
import { median, percentile, timed } from '../support.ts'
import { HALF, type Note, noteId, notes } from './documents.ts'

/** What was measured, by name: times in ms, rates per second, sizes in bytes, texts as they are. */
export type Figures = Record<string, number | string>

const BATCH = 1000
const ROUNDS = 300
const PAGE = { skip: 40, limit: 20 }
const MIXED_LOAD = 5000
const PATIENCE = 10_000

/** Fill an empty collection, with its indexes there from the start. */
export async function fill(model: Model<Note>, size: number): Promise<Figures> {
  await model.createCollection()
  await model.createIndexes()
  let spent = 0
  for (let from = 0; from < size; from += BATCH) {
    const batch = notes(from, Math.min(from + BATCH, size))
    spent += (await timed(() => model.collection.insertMany(batch))).ms
  }
  return { 'insert, 1,000 at a time': (size / spent) * 1000 }
}

export async function measureReads(model: Model<Note>, size: number): Promise<Figures> {
  const someId = () => noteId(randomInt(size))
  const ping = await repeat(ROUNDS, () => model.db.getClient().db().command({ ping: 1 }))
  const whole = await repeat(ROUNDS, () => model.findById(someId()))
  const lean = await repeat(ROUNDS, () => model.findById(someId()).lean())
  const { queryPlanner } = (await model.collection.find({}).sort({ changedAt: -1 }).limit(20).explain()) as {
    queryPlanner: { winningPlan: unknown }
  }
  const page = (sort: Record<string, -1>) =>
    repeat(20, () => model.find().sort(sort).skip(PAGE.skip).limit(PAGE.limit).lean())
  return {
    'ping p50': median(ping),
    'findById p50': median(whole),
    'findById p95': percentile(whole, 0.95),
    'findById lean p50': median(lean),
    'findById lean p95': percentile(lean, 0.95),
    'sorted page, indexed p50': median(await page({ changedAt: -1 })),
    'sorted page, not indexed p50': median(await page({ size: -1 })),
    'count, indexed p50': median(await repeat(20, () => model.countDocuments({ unit: 'eenheid-7' }))),
    'count, not indexed p50': median(await repeat(20, () => model.countDocuments(HALF))),
    'plan of the indexed page': stages(queryPlanner.winningPlan),
  }
}

export async function measureWrites(model: Model<Note>, connection: Connection, size: number): Promise<Figures> {
  const grow = () => model.updateOne({ _id: noteId(randomInt(size)) }, { $inc: { size: 1 } })
  const save = await repeat(ROUNDS, async () => {
    const note = await model.findById(noteId(randomInt(size))).orFail()
    note.title = `${note.title} ${randomInt(1000)}`
    return () => note.save()
  })
  const sequential = await timed(() => repeat(ROUNDS, grow))
  const parallel = await timed(() => Promise.all(Array.from({ length: 50 }, () => repeat(ROUNDS / 10, grow))))
  const transaction = await repeat(ROUNDS / 3, () =>
    connection.transaction(async (session) => {
      const [from, to] = [noteId(randomInt(size / 2)), noteId(size / 2 + randomInt(size / 2))]
      await model.updateOne({ _id: from }, { $inc: { size: -1 } }, { session })
      await model.updateOne({ _id: to }, { $inc: { size: 1 } }, { session })
    }),
  )
  return {
    'save p50': median(save),
    'updates one by one': (sequential.value.length / sequential.ms) * 1000,
    'updates 50 at a time': (parallel.value.flat().length / parallel.ms) * 1000,
    'transaction of two updates p50': median(transaction),
  }
}

/** How late the event loop of the main thread is while clients read, search and write side by side, in ms. */
export async function measureDelay(model: Model<Note>, size: number): Promise<Figures> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const until = Date.now() + MIXED_LOAD
  const client = async (work: () => Promise<unknown>) => {
    while (Date.now() < until) {
      await work()
      await wait(2)
    }
  }
  delay.enable()
  await Promise.all([
    client(() => model.findById(noteId(randomInt(size))).lean()),
    client(() => model.find({ unit: 'eenheid-3' }).sort({ changedAt: -1 }).limit(20).lean()),
    client(() => model.find().sort({ size: -1 }).limit(20).lean()),
    client(() => model.updateOne({ _id: noteId(randomInt(size)) }, { $inc: { size: 1 } })),
    client(() => model.countDocuments(HALF)),
  ])
  delay.disable()
  return { 'event loop delay p99': delay.percentile(99) / 1e6 }
}

/** How long a small question waits while another connection goes through everything, in ms. */
export async function measureFairness(model: Model<Note>, size: number): Promise<Figures> {
  const waitDuring = (work: () => Promise<unknown>) =>
    longestWait(work, () => model.findById(noteId(randomInt(size))).lean())
  return {
    'findById during a scan, longest': await waitDuring(() => model.collection.findOne({ body: /niets daarvan/ })),
    'findById during a sort of all, longest': await waitDuring(() => model.collection.find().sort({ size: -1 }).next()),
  }
}

async function longestWait(work: () => Promise<unknown>, question: () => PromiseLike<unknown>): Promise<number> {
  let busy = true
  const working = repeat(5, work).finally(() => {
    busy = false
  })
  const waits: number[] = []
  while (busy) {
    waits.push((await timed(question)).ms)
    await wait(1)
  }
  await working
  return Math.max(...waits)
}

/**
 * The times in ms of `rounds` runs, or of as many as are done when patience is over.
 * When the work gives another function, only that is timed.
 */
async function repeat(rounds: number, work: () => PromiseLike<unknown>): Promise<number[]> {
  const all: number[] = []
  const end = performance.now() + PATIENCE
  for (let i = 0; i < rounds && performance.now() < end; i++) {
    const { ms, value } = await timed(() => work())
    all.push(typeof value === 'function' ? (await timed(() => value())).ms : ms)
  }
  return all
}

/** The stages of a plan from the outside in. */
function stages(plan: unknown): string {
  const { stage, inputStage } = plan as { stage: string; inputStage?: unknown }
  return inputStage ? `${stage} ← ${stages(inputStage)}` : stage
}
