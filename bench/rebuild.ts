import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { plugins } from '../plugins/index.ts'
import { readConfig } from '../server/config.ts'
import { parseItemFile } from '../server/content/item-file.ts'
import type { House } from '../server/house.ts'
import { openHouse } from '../server/open-house.ts'
import { unfiltered } from '../server/search/index.ts'
import { openShelves } from '../server/shelves.ts'
import { demoProvider } from '../server/sign-in/demo/demo.ts'
import { joinStore } from '../server/store/store.ts'
import type { Workshop } from './house.ts'
import type { Product } from './product.ts'
import { figure, median, ms, percentile, printTable, tell, timed, times } from './support.ts'

const idleMs = 3000
const edits = 20

/**
 * Changes in a store that two processes have open: this one, which makes them, and the product. How long until they can be
 * found in each, and how long the main thread of the product is kept from its readers meanwhile, also when it must index
 * everything anew while pages are asked for all the time; those pages alone are measured beside it. `--size=50000` measures one size alone. The delay of its event loop contains the 1 ms of the timer that measures it.
 */
export async function rebuild(workshop: Workshop): Promise<void> {
  const findable: string[][] = []
  const delays: string[][] = []
  const asked = process.argv.find((one) => one.startsWith('--size='))?.slice('--size='.length)
  for (const size of asked ? [Number(asked)] : [500, 10_000]) {
    const product = await workshop.product(size)
    const { dataFolder, library } = await workshop.stocked(size)
    const house = await houseOn(dataFolder)
    try {
      const publish = publisher(house, library)
      tell(`publishing ${edits} items beside ${size}`)
      const idle = await delayDuring(product, () => wait(idleMs))
      const here: number[] = []
      const there: number[] = []
      const busy = await delayDuring(product, async () => {
        for (let i = 0; i < edits; i++) await publishOne(i, publish, house, product, here, there)
      })
      const asking = await delayDuring(product, () => underLoad(product, looking(product, idleMs)))
      tell(`indexing ${size} items anew`)
      const { ms: anewMs, value: anew } = await timed(() =>
        delayDuring(product, () => underLoad(product, indexedAnew(house, publish, product))),
      )
      findable.push([
        figure(size),
        ms(median(here)),
        ms(percentile(here, 1)),
        ms(median(there)),
        ms(percentile(there, 1)),
      ])
      delays.push(
        [`${figure(size)}: idle`, '', ...delayCells(idle, idle)],
        [`${figure(size)}: ${edits} changes`, '', ...delayCells(busy, idle)],
        [`${figure(size)}: pages asked for`, '', ...delayCells(asking, idle)],
        [`${figure(size)}: pages asked for, everything indexed anew`, ms(anewMs), ...delayCells(anew, idle)],
      )
    } finally {
      await house.close()
    }
  }
  printTable(['items', 'findable in the same process p50', 'max', 'in another process p50', 'max'], findable)
  console.log()
  printTable(['items: what', 'took', 'loop delay p50', 'p99', 'max', 'p99 ÷ idle'], delays)
}

type Delay = { p50: number; p99: number; max: number }
type Publish = (name: string) => Promise<void>

const delayCells = ({ p50, p99, max }: Delay, idle: Delay) => [ms(p50), ms(p99), ms(max), times(p99 / idle.p99)]

async function delayDuring(product: Product, work: () => Promise<unknown>): Promise<Delay> {
  await product.ask('watchLoop')
  await work()
  return product.ask('loopDelay')
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

/** Leaves a number out of the log, so that the processes cannot tell what they missed. */
async function indexedAnew({ store }: House, publish: Publish, product: Product): Promise<void> {
  const { searchable } = await product.health()
  await store.connection.collection<{ _id: string }>('counters').updateOne({ _id: 'changes' }, { $inc: { last: 1 } })
  await publish('zonnebloem')
  await until(async () => (await product.health()).searchable > searchable)
}

/** Asks for twenty pages a second until the work is done. */
async function underLoad(product: Product, work: Promise<void>): Promise<void> {
  let isDone = false
  const finished = work.finally(() => {
    isDone = true
  })
  while (!isDone) await Promise.all([product.get('/desk-protocols'), wait(50)])
  await finished
}

/** Looks whether it is ready as often as `until` does, for so long. */
async function looking(product: Product, forMs: number): Promise<void> {
  const end = performance.now() + forMs
  await until(async () => (await product.health()) && performance.now() > end)
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(5)
}
