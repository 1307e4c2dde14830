import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { plugins } from '../plugins/index.ts'
import { readConfig } from '../server/config.ts'
import { parseItemFile } from '../server/content/item-file.ts'
import type { House } from '../server/house.ts'
import { mostCaughtUp, often } from '../server/kept-index.ts'
import { openHouse } from '../server/open-house.ts'
import { unfiltered } from '../server/search/index.ts'
import { openShelves } from '../server/shelves.ts'
import { demoProvider } from '../server/sign-in/demo/demo.ts'
import { joinStore } from '../server/store/store.ts'
import type { Workshop } from './house.ts'
import type { LoopDelay } from './process.ts'
import type { Product } from './product.ts'
import { figure, median, ms, option, percentile, printTable, tell, timed } from './support.ts'

const idleMs = 3000
const edits = 20
/** Pages under way; a machine that is too slow for the load gets no more. */
const mostAtOnce = 4

/**
 * Changes in a store that two processes have open: this one, which makes them, and the product. How long until they can be
 * found in each, and how long the main thread of the product is kept from its readers meanwhile, also when it must index
 * everything anew while pages are asked for all the time; those pages alone are measured beside it. What it ran itself is told apart
 * from what the machine let it wait, with the functions that most of the longest turns went to. `--size=50000` measures one size alone.
 */
export async function rebuild(workshop: Workshop): Promise<void> {
  const rows: Rows = { findable: [], delays: [], stalls: [] }
  const asked = option('size')
  for (const size of asked ? [Number(asked)] : [500, 10_000]) await measureAt(size, workshop, rows)
  printTable(['items', 'findable in the same process p50', 'max', 'in another process p50', 'max'], rows.findable)
  console.log()
  const ofLoop = [
    'took',
    'loop delay p50',
    'p99',
    'max',
    'longest turn by itself',
    'longest held',
    'turns over 10 ms, a minute',
  ]
  printTable(['items: what', ...ofLoop, 'page p50', 'max'], rows.delays)
  console.log()
  printTable(['items: what', 'turn by itself', 'most of it by'], rows.stalls)
}

/** The rows of three tables: how soon changes are found, how long pages wait meanwhile, and which turns took longest. */
interface Rows {
  findable: string[][]
  delays: string[][]
  stalls: string[][]
}

async function measureAt(size: number, workshop: Workshop, { findable, delays, stalls }: Rows): Promise<void> {
  const product = await workshop.product(size)
  const { dataFolder, library } = await workshop.stocked(size)
  const house = await houseOn(dataFolder)
  const measured = async (name: string, work: () => Promise<number[]>) => {
    const { ms: took, value } = await timed(() => delayDuring(product, work))
    delays.push([`${figure(size)}: ${name}`, ms(took), ...delayCells(value, took)])
    stalls.push(...value.loop.stalls.map(({ ran, by }) => [`${figure(size)}: ${name}`, ms(ran), by]))
  }
  try {
    const publish = publisher(house, library)
    tell(`publishing ${edits} items beside ${size}`)
    const here: number[] = []
    const there: number[] = []
    await measured('idle', () => wait(idleMs, []))
    await measured(`${edits} changes`, async () => {
      for (let i = 0; i < edits; i++) await publishOne(i, publish, house, product, here, there)
      return []
    })
    await underLoad(product, looking(product, idleMs))
    await measured('pages', () => underLoad(product, looking(product, 2 * idleMs)))
    tell(`indexing ${size} items anew`)
    await measured('pages, all indexed anew and kept', () =>
      underLoad(product, indexedAnew(house, publish, product, dataFolder)),
    )
    const row = [median(here), percentile(here, 1), median(there), percentile(there, 1)].map(ms)
    findable.push([figure(size), ...row])
  } finally {
    await house.close()
  }
}

interface Delay {
  loop: LoopDelay
  pages: number[]
}
type Publish = (name: string) => Promise<void>

const delayCells = ({ loop, pages }: Delay, took: number) => [
  ...[loop.p50, loop.p99, loop.max, loop.ran, loop.held].map(ms),
  figure((loop.long / took) * 60_000),
  ...(pages.length > 0 ? [median(pages), percentile(pages, 1)].map(ms) : []),
]

/** @param work gives the times of the pages that it asked for */
async function delayDuring(product: Product, work: () => Promise<number[]>): Promise<Delay> {
  await product.ask('watchLoop')
  const pages = await work()
  return { pages, loop: await product.ask('loopDelay') }
}

/** A second process on the store of the product: this one. */
async function houseOn(dataFolder: string): Promise<House> {
  const store = await joinStore({ mongodbUri: undefined, dataFolder })
  const config = readConfig({ KENNISKOMPAS_DATA: dataFolder, KENNISKOMPAS_LIBRARY: 'none' })
  const shelves = await openShelves(store, plugins)
  const provider = await demoProvider(store, 'a secret of the benchmark')
  const log = { info: () => {}, error: (message: string, error: unknown) => tell(`${message}: ${error}`) }
  return openHouse({ config, shelves, plugins, provider, now: () => new Date(), log })
}

/** Saves new items: an existing one under other names, with the name as a word in it. */
function publisher({ items, types }: House, library: string): Publish {
  const [model = ''] = readdirSync(join(library, 'guidance'))
  const mould = readFileSync(join(library, 'guidance', model), 'utf8')
  return async (name) => {
    const file = { plugin: 'guidance', slug: name, text: `${mould}\n${name}\n` }
    await items.save([{ ...file, content: parseItemFile(file, types) }], { at: new Date(), by: 'import', note: '' })
  }
}

/** Publishes, then asks for it here as a reader does, and there by the number of items alone, which waits for the next turn. */
async function publishOne(
  i: number,
  publish: Publish,
  house: House,
  product: Product,
  here: number[],
  there: number[],
) {
  const { searchable } = await product.health()
  const name = `zonnebloem${i}`
  await wait(Math.random() * 1000)
  await publish(name)
  const isThere = async () => (await product.health()).searchable > searchable
  await Promise.all([
    timed(() => until(() => isFound(name, house))).then((taken) => here.push(taken.ms)),
    timed(() => until(isThere)).then((taken) => there.push(taken.ms)),
  ])
}

async function isFound(text: string, { catchUp, search }: House): Promise<boolean> {
  await catchUp()
  const reader = { role: 'reader' as const, units: [] }
  const { hits } = await search.query({ text, filters: unfiltered, page: 1, pageSize: 3, reader, today: '2026-11-22' })
  return hits.some(({ id }) => id === `guidance/${text}`)
}

/** Tells in the log that everything changed, as after an import that the product slept through, and waits until that is indexed and kept. */
async function indexedAnew({ items, changes, store }: House, publish: Publish, product: Product, dataFolder: string) {
  const { searchable } = await product.health()
  const ids = [...(await items.importStates()).keys()]
  const told = Array.from({ length: Math.ceil((mostCaughtUp + 1) / ids.length) }, () => ids).flat()
  const atOnce = Math.floor(told.length / often)
  const began = Date.now()
  await store.transaction(async (session) => {
    for (let at = 0; at < told.length; at += atOnce) {
      await changes.record('item', told.slice(at, at + atOnce), session)
    }
  })
  await publish('zonnebloem')
  await until(async () => (await product.health()).searchable > searchable)
  await until(async () => statSync(join(dataFolder, 'search-index')).mtimeMs > began)
}

/** Asks for twenty pages a second until the work is done, a few at a time, and gives how long each took. */
async function underLoad(product: Product, work: Promise<void>): Promise<number[]> {
  const taken: number[] = []
  const asking = new Set<Promise<unknown>>()
  let isDone = false
  const finished = work.finally(() => {
    isDone = true
  })
  while (!isDone) {
    if (asking.size < mostAtOnce) {
      const page = timed(() => product.get('/desk-protocols')).then(({ ms }) => taken.push(ms))
      asking.add(page)
      void page.finally(() => asking.delete(page))
    }
    await wait(50)
  }
  await Promise.all([finished, ...asking])
  return taken
}

/** Looks whether it is ready as often as `until` does, for so long. */
async function looking(product: Product, forMs: number): Promise<void> {
  const end = performance.now() + forMs
  await until(async () => (await product.health()) && performance.now() > end)
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(5)
}
