import { performance } from 'node:perf_hooks'
import { documentsIn } from './documents.ts'
import type { Workshop } from './house.ts'
import type { Product } from './product.ts'
import { figure, printTable, tell, times } from './support.ts'

const readers = 8
const warmUpMs = 500
const measuredMs = 2500

/** Pages per second that eight readers at once get, beside the same for /health. */
export async function pages(workshop: Workshop): Promise<void> {
  const rows: string[][] = []
  for (const size of [500, 10_000]) {
    const product = await workshop.product(size)
    const items = (await documentsIn((await workshop.stocked(size)).dataFolder)).filter(({ url }) =>
      /^\/(desk|best|lessons|guid)/.test(url),
    )
    const kinds: Record<string, string[]> = {
      '/health': ['/health'],
      home: ['/'],
      'list of a kind': ['/desk-protocols'],
      item: items
        .filter((_, i) => i % Math.ceil(items.length / 50) === 0 && items[i]?.readers === 'everyone')
        .map(({ url }) => url),
      person: ['/people/mirjam-kok'],
      'network of linking pins': ['/linking-pins/network'],
    }
    let unit = 0
    for (const [name, addresses] of Object.entries(kinds)) {
      tell(`${name} at ${size} items`)
      const rate = await rateOf(addresses, product)
      unit ||= rate
      rows.push([`${figure(size)}: ${name}`, figure(rate), times(rate / unit)])
    }
  }
  printTable(['items: page', 'pages/s', '÷ /health'], rows)
}

async function rateOf(addresses: string[], product: Product): Promise<number> {
  await ask(addresses, product, warmUpMs)
  const began = performance.now()
  const answered = await ask(addresses, product, measuredMs)
  return answered / ((performance.now() - began) / 1000)
}

/** Lets the readers take page after page; gives how many they got. */
async function ask(addresses: string[], product: Product, duration: number): Promise<number> {
  const until = performance.now() + duration
  let answered = 0
  const reader = async (first: number) => {
    for (let at = first; performance.now() < until; at++) {
      await product.get(addresses[at % addresses.length] ?? '/')
      answered++
    }
  }
  await Promise.all(Array.from({ length: readers }, (_, i) => reader(i)))
  return answered
}
