import { expect } from 'chai'
import type { Document, MongoClient } from 'mongodb'
import mongoose from 'mongoose'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const ITEMS = 10_000
const CHANGES = 2_000

/** The owner of an item here has fifty others, its unit two hundred. */
const MOST_EXAMINED = 300

const PAGES = [
  '/',
  '/people/mirjam-kok',
  '/units/burgerzaken',
  '/search?q=paspoort',
  '/desk-protocols/copy-1',
  '/desk-protocols/copy-1/versions',
  '/me',
]

/** What reads a whole collection on purpose, because all of it is wanted. */
const WHOLE: Record<string, string> = {
  'aggregate items': 'counts themes over everything a reader may see, once per change',
}

/** Fields that a driver adds to a command and `explain` does not take. */
const OF_THE_DRIVER = [
  'lsid',
  '$db',
  '$clusterTime',
  'txnNumber',
  'startTransaction',
  'autocommit',
  'bypassDocumentValidation',
]

interface Plan {
  command: string
  stages: string[]
  examined: number
}

/** A house whose client tells the commands it sends, with ten thousand items in its store. */
describe('With ten thousand items', () => {
  let store: EmbeddedStore
  let house: TestHouse
  let client: MongoClient
  let sent: Document[] = []

  before(async function () {
    this.timeout(60_000)
    store = await startEmbeddedStore(await temporaryFolder())
    const library = await aLibrary({ 'desk-protocols/kwijt.md': protocol() })
    house = await aHouse({ library, mongodbUri: `${store.uri}&monitorCommands=true` })
    client = mongoose.connections.at(-1)?.getClient() as unknown as MongoClient
    await multiply()
    client.on('commandStarted', ({ command }) => sent.push(command))
  })

  after(async () => {
    await house.close()
    await store.close()
  })

  /** Copies of one item, of many units and owners, each of another date; and changes that everybody has seen. */
  async function multiply() {
    const items = client.db().collection<Document & { _id: string }>('items')
    const example = await items.findOne()
    const copies = Array.from({ length: ITEMS }, (_, i) => ({
      ...example,
      _id: `desk-protocols/copy-${i}`,
      slug: `copy-${i}`,
      unit: `unit-${i % 50}`,
      owner: `person-${i % 200}`,
      themes: [`theme-${i % 30}`],
      changedAt: new Date(2026, 0, 1, 0, i),
      review: `20${30 + (i % 60)}-01-01`,
    }))
    await items.insertMany(copies)
    const changes = Array.from({ length: CHANGES }, (_, i) => ({ _id: -i, kind: 'item', ids: ['a'] }))
    await client.db().collection<Document & { _id: number }>('changes').insertMany(changes)
  }

  /** The plans of all commands that `work` makes the house send. */
  async function plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
    sent = []
    await work()
    const commands = sent.map(
      (command) => new Map(Object.entries(command).filter(([name]) => !OF_THE_DRIVER.includes(name))),
    )
    const looking = commands.filter((command) =>
      ['find', 'aggregate', 'findAndModify', 'count'].includes([...command.keys()][0] ?? ''),
    )
    return Promise.all(looking.map(explained))
  }

  async function explained(command: Map<string, unknown>): Promise<Plan> {
    const { queryPlanner, executionStats, stages } = await client
      .db()
      .command({ explain: command, verbosity: 'executionStats' })
    const source = stages?.[0].$cursor ?? { queryPlanner, executionStats }
    const [entry = []] = command
    return {
      command: entry.join(' '),
      stages: JSON.stringify(source.queryPlanner.winningPlan).match(/(?<="stage":")\w+/g) ?? [],
      examined: source.executionStats.totalDocsExamined,
    }
  }

  function expectIndexes(plans: Plan[], page: string) {
    expect(plans).to.not.be.empty
    for (const plan of plans) {
      if (plan.command in WHOLE) continue
      const told = `${page}: ${JSON.stringify(plan)}`
      expect(plan.stages, told).to.not.include('COLLSCAN')
      expect(plan.examined, told).to.be.at.most(MOST_EXAMINED)
    }
  }

  it('every page finds by an index what it shows', async function () {
    this.timeout(60_000)
    const reader = await house.as('sanne-brouwer')
    for (const page of PAGES) expectIndexes(await plansOf(() => reader.get(page).expect(200)), page)
  })

  it('a process that follows the log of changes looks at the new ones only', async () => {
    const { changes } = house.house
    const latest = await changes.latest()
    const plans = await plansOf(() => changes.since(latest))
    expect(plans).to.not.be.empty
    for (const { stages, examined } of plans) {
      expect(stages).to.deep.equal(['FETCH', 'IXSCAN'])
      expect(examined).to.equal(0)
    }
  })
})
