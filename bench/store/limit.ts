import { randomInt } from 'node:crypto'
import { serialize } from 'bson'
import { ClassicLevel } from 'classic-level'
import { median, percentile, temporaryFolder, timed } from '../support.ts'
import { notes } from './documents.ts'
import type { Figures } from './tasks.ts'

const ROUNDS = 300

/** The same work on bare LevelDB, as far as it can do it: bytes by key, without indexes, queries or a protocol. */
export async function measureLimit(size: number): Promise<Figures> {
  const folder = temporaryFolder()
  const level = new ClassicLevel<string, Uint8Array>(folder, { valueEncoding: 'view' })
  const key = (number: number) => String(number).padStart(12, '0')
  let spent = 0
  for (let from = 0; from < size; from += 1000) {
    const batch = notes(from, Math.min(from + 1000, size))
    const operations = batch.map((note, i) => ({
      type: 'put' as const,
      key: key(from + i),
      value: serialize(note),
    }))
    spent += (await timed(() => level.batch(operations, { sync: true }))).ms
  }
  const someKey = () => key(randomInt(size))
  const value = serialize(notes(0, 1)[0] ?? {})
  const gets = await repeat(ROUNDS, () => level.get(someKey()))
  const put = () => level.put(someKey(), value, { sync: true })
  const puts = await repeat(ROUNDS, put)
  const parallel = await timed(() => Promise.all(Array.from({ length: 50 }, () => repeat(ROUNDS / 10, put))))
  const pairs = await repeat(ROUNDS / 3, () =>
    level.batch(
      [someKey(), someKey()].map((one) => ({ type: 'put' as const, key: one, value })),
      { sync: true },
    ),
  )
  const scans = await repeat(5, () => readAll(level))
  await level.close()
  const before = process.memoryUsage.rss()
  const reopen = await timed(() => level.open().then(() => readAll(level)))
  const grown = process.memoryUsage.rss() - before
  await level.close()
  const [p50, p95] = [median(gets), percentile(gets, 0.95)]
  return {
    'insert, 1,000 at a time': (size / spent) * 1000,
    'findById p50': p50,
    'findById p95': p95,
    'findById lean p50': p50,
    'findById lean p95': p95,
    'save p50': median(puts),
    'updates one by one': 1000 / (puts.reduce((sum, one) => sum + one, 0) / ROUNDS),
    'updates 50 at a time': ((ROUNDS * 5) / parallel.ms) * 1000,
    'transaction of two updates p50': median(pairs),
    'sorted page, not indexed p50': median(scans),
    'count, not indexed p50': median(scans),
    reopen: reopen.ms,
    'memory after reads and writes': Math.max(0, grown),
  }
}

async function readAll(level: ClassicLevel<string, Uint8Array>): Promise<void> {
  const iterator = level.iterator()
  while ((await iterator.nextv(1000)).length > 0);
  await iterator.close()
}

async function repeat(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < rounds; i++) all.push((await timed(work)).ms)
  return all
}
