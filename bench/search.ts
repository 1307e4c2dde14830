import type { SearchDocument } from '../server/search/index.ts'
import { documentsIn } from './documents.ts'
import type { Workshop } from './house.ts'
import type { Product } from './product.ts'
import { type Kind, keystrokes, type Query, queriesFrom } from './queries.ts'
import { figure, median, ms, printTable, spread, tell, timed, times } from './support.ts'

const count = 420
const warmUp = 60

/** The whole search page over HTTP, one after the other, as one reader with a keep-alive connection gets it. */
export async function search(workshop: Workshop): Promise<void> {
  const queries = queriesFrom(await workshop.material(), count)
  const rows: string[][] = []
  const ratios: string[][] = []
  for (const size of [500, 10_000]) {
    const product = await workshop.product(size)
    tell(`${count} search pages and ${count} suggestions at ${size} items`)
    const health = await timesOf(Array(count).fill('/health'), product)
    const pages = await timesOf(queries.map(searchAddress), product)
    const suggestions = await timesOf(typed(queries), product)
    rows.push(
      ...perKind(size, queries, pages),
      [`${figure(size)}: suggestions`, ...spread(suggestions)],
      [`${figure(size)}: /health`, ...spread(health)],
    )

    const scans = await scan(await documentsIn((await workshop.stocked(size)).dataFolder), queries)
    ratios.push([
      figure(size),
      ms(median(scans)),
      times(median(pages) / median(scans)),
      times(median(pages) / median(health)),
      times(median(suggestions) / median(health)),
    ])
  }
  printTable(['items: what', 'p50', 'p95', 'p99'], rows)
  console.log()
  printTable(['items', 'plain scan p50', 'page ÷ plain scan', 'page ÷ /health', 'suggestions ÷ /health'], ratios)
}

const searchAddress = ({ text }: Query) => `/search?q=${encodeURIComponent(text)}`

const typed = (queries: Query[]) =>
  keystrokes(queries.slice(0, count / 3)).map((text) => `/search/suggestions?q=${encodeURIComponent(text)}`)

async function timesOf(addresses: string[], product: Product): Promise<number[]> {
  for (const address of addresses.slice(0, warmUp)) await product.get(address)
  const all: number[] = []
  for (const address of addresses) all.push((await timed(() => product.get(address))).ms)
  return all
}

function perKind(size: number, queries: Query[], pages: number[]): string[][] {
  const kinds = [...new Set(queries.map(({ kind }) => kind))]
  const of = (kind: Kind) => pages.filter((_, i) => queries[i]?.kind === kind)
  return [
    [`${figure(size)}: search page, all`, ...spread(pages)],
    ...kinds.map((kind) => [`${figure(size)}: search page, ${kind}`, ...spread(of(kind))]),
  ]
}

/** What search would cost without an index or a page: every text looked through for every word. */
async function scan(documents: SearchDocument[], queries: Query[]): Promise<number[]> {
  const texts = documents.map(({ title, summary, body, keywords }) =>
    [title, summary, body, ...keywords].join(' ').toLowerCase(),
  )
  const all: number[] = []
  for (const { text } of queries) {
    const words = text.toLowerCase().split(' ')
    all.push((await timed(() => texts.filter((one) => words.every((word) => one.includes(word))).length)).ms)
  }
  return all
}
