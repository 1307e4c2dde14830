import type { Reader } from '../access/reader.ts'
import type { Reference } from '../content/reference.ts'
import { dayOf } from '../days.ts'
import type { House } from '../house.ts'
import { lessonsOf } from '../search-lessons.ts'
import { keyOf } from './list-text.ts'
import { type ListName, listNames } from './lists.ts'
import { runTests } from './run-tests.ts'
import type { RunReason, TestRun } from './test-runs.ts'

/** Sees what every editor sees. */
const anEditor: Reader = { id: 'test-questions', name: '', role: 'editor', units: [], leads: [] }

/** Asks the test questions by what the store says now, whether or not this process has learnt it yet. */
export async function testNow(house: House, reader: Reader, at: Date): Promise<void> {
  await test(house, reader, at, 'asked', await house.curation.reference())
}

/** Asks them when a list changed since they were last asked: in the app, in the folder of the library, or by a command. */
export async function testAfterChange(house: House, at: Date, reader: Reader = anEditor): Promise<void> {
  const [reference, [last]] = await Promise.all([house.curation.reference(), house.testRuns.latest(1)])
  const reason = reasonToAsk(reference, last)
  if (reason && reference['test-questions'].length > 0) await test(house, reader, at, reason, reference)
}

async function test(house: House, reader: Reader, at: Date, reason: RunReason, reference: Reference): Promise<void> {
  const lessons = await lessonsOf({ ...house, reference })
  const tester = { search: house.search, reader, today: dayOf(at) }
  await runTests(reference['test-questions'], lessons, tester, {
    reason,
    at,
    lists: keysOf(reference),
    runs: house.testRuns,
  })
}

/** What every list says, as one key each. */
const keysOf = (reference: Reference) =>
  Object.fromEntries(listNames.map((name) => [name, keyOf(reference[name])])) as Record<ListName, string>

function reasonToAsk(reference: Reference, last: TestRun | undefined): RunReason | undefined {
  if (!last?.lists) return 'first'
  const keys = keysOf(reference)
  const [changed, ...others] = listNames.filter((name) => keys[name] !== last.lists?.[name])
  return others.length > 0 ? 'several' : changed
}
