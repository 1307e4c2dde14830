import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { plugins } from '../plugins/index.ts'
import { importFolder } from '../server/content/import.ts'
import { openShelves } from '../server/shelves.ts'
import { joinStore } from '../server/store/store.ts'
import type { Workshop } from './house.ts'
import type { Product } from './product.ts'
import { figure, ms, percentile, printTable, tell, temporaryFolder, timed, times } from './support.ts'

const idleMs = 3000

/**
 * Another process adds one item: how long until it can be found, and how long the main thread is kept from its readers
 * meanwhile. The delay of its event loop contains the 1 ms of the timer that measures it.
 */
export async function rebuild(workshop: Workshop): Promise<void> {
  const rows: string[][] = []
  for (const size of [500, 10_000]) {
    const product = await workshop.product(size)
    const { dataFolder, library } = await workshop.stocked(size)
    tell(`adding an item to ${size}`)
    await product.ask('watchLoop')
    await wait(idleMs)
    const idle = await product.ask('loopDelay')

    await addItem(dataFolder, library)
    await product.ask('watchLoop')
    const { ms: findable, value: health } = await timed(() => untilFindable(product))
    const busy = await product.ask('loopDelay')
    rows.push([
      figure(size),
      ms(findable),
      ms(busy.p50),
      ms(busy.p99),
      ms(busy.max),
      times(busy.p99 / idle.p99),
      ms(percentile(health, 0.99)),
      ms(percentile(health, 1)),
    ])
  }
  printTable(
    ['items', 'findable after', 'loop delay p50', 'p99', 'max', 'p99 ÷ idle', '/health meanwhile p99', 'max'],
    rows,
  )
}

/** Imports one item more into the store that the product runs on. */
async function addItem(dataFolder: string, library: string): Promise<void> {
  const more = temporaryFolder()
  for (const name of ['people', 'vocabulary.yaml', 'amounts.yaml', 'synonyms.yaml'])
    cpSync(join(library, name), join(more, name), { recursive: true })
  const [model = ''] = readdirSync(join(library, 'guidance'))
  const added = join(more, 'guidance', 'one-item-more.md')
  mkdirSync(dirname(added))
  cpSync(join(library, 'guidance', model), added)
  const store = await joinStore({ mongodbUri: undefined, dataFolder })
  await importFolder(more, await openShelves(store, plugins), new Date())
  await store.close()
}

/** Asks /health until it counts one more; gives how long each answer took, in ms. */
async function untilFindable(product: Product): Promise<number[]> {
  const { searchable } = await product.health()
  const answers: number[] = []
  for (;;) {
    const { ms: took, value } = await timed(() => product.health())
    answers.push(took)
    if (value.searchable > searchable) return answers
    await wait(20)
  }
}
