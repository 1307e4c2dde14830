import { setTimeout as wait } from 'node:timers/promises'
import { EntraDouble } from '../test/support/entra/double.ts'
import type { TenantPerson } from '../test/support/entra/people.ts'
import { type Answer, pathOf, Visitor } from '../test/support/entra/visitor.ts'
import { documentsIn } from './documents.ts'
import type { Workshop } from './house.ts'
import { pooledFetch } from './pooled-fetch.ts'
import { compile, type RunningProcess, startProcess } from './process.ts'
import {
  figure,
  median,
  megabytes,
  pick,
  printTable,
  type Random,
  seeded,
  spread,
  tell,
  temporaryFolder,
  timed,
  times,
} from './support.ts'

const atOnce = 200
const colleagues = 500
const warmUpMs = 10_000
const browsingMs = 60_000
/** Between the proxy and the product. */
const connections = 64
/** Between two pages of one person, in ms: who reads needs five seconds on average. */
const reading = { least: 3000, most: 7000 }

interface Colleague {
  name: string
  visitor: Visitor
  /** Who they are for Entra ID. */
  person: TenantPerson
}

/** What came of many requests. */
class Tally {
  readonly times: number[] = []
  failed = 0
  mixedUp = 0

  /** Notes one request: how long it took, and whether the page is for the one who asked. */
  async note({ name }: Colleague, ask: () => Promise<Answer>): Promise<void> {
    const { ms, value } = await timed(() => ask().catch(() => undefined))
    this.times.push(ms)
    if (value?.status !== 200) this.failed++
    else if (nameOn(value) !== name) this.mixedUp++
  }
}

/** Who is signed in, as the page says. */
const nameOn = ({ text }: Answer) => /<strong>([^<]+)<\/strong><br><span class="meta">/.exec(text)?.[1]

/**
 * The morning of a town hall: many sign in with Entra ID at the same moment, from one address, and then everybody browses. Every
 * page must be there, and be for the person who asked for it.
 */
export async function signIn(workshop: Workshop): Promise<void> {
  const { dataFolder } = await workshop.stocked(500)
  const addresses = await pagesIn(dataFolder)
  compile()
  const entra = await EntraDouble.start(temporaryFolder())
  const environment = {
    NODE_ENV: 'production',
    KENNISKOMPAS_URL: 'https://kennis.example',
    KENNISKOMPAS_PROXY: 'loopback',
    ...entra.settings('azureAd'),
  }
  const product = await startProcess({ dataFolder, library: 'none', probed: true, environment })
  const proxy = pooledFetch(connections)
  try {
    await measure(product, entra, addresses, proxy.fetch)
  } finally {
    proxy.close()
    await product.stop()
    entra.close()
  }
}

async function measure(
  product: RunningProcess,
  entra: EntraDouble,
  addresses: string[],
  ask: typeof fetch,
): Promise<void> {
  const url = `http://127.0.0.1:${product.port}`
  const everybody = Array.from({ length: colleagues }, (_, i) => aColleague(url, i, ask))
  const health = await healthTimes(url, ask)
  const crowd = everybody.slice(0, atOnce)
  tell(`${atOnce} sign-ins at once, then ${colleagues - atOnce} more, then the first ${atOnce} again`)
  const [strangers, others, known] = [new Tally(), new Tally(), new Tally()]
  await Promise.all(crowd.map((one) => strangers.note(one, () => arrive(one, entra, townHall))))
  for (const one of everybody.slice(atOnce)) await others.note(one, () => arrive(one, entra))
  await Promise.all(crowd.map((one) => known.note(one, () => arrive(one, entra, townHall))))

  const browseAll = async (duration: number, tally: Tally) =>
    Promise.all(everybody.map((one, i) => browse(one, addresses, tally, duration, seeded(i + 1))))
  tell(`${colleagues} people browse for ${browsingMs / 1000} s`)
  const browsing = new Tally()
  await browseAll(warmUpMs, new Tally())
  const before = await product.ask('memory')
  await browseAll(browsingMs, browsing)
  const after = await product.ask('memory')

  const row = (what: string, { times: all, failed, mixedUp }: Tally) => [
    what,
    ...[all.length, failed, mixedUp].map(figure),
    ...spread(all),
    times(median(all) / median(health)),
  ]
  printTable(
    ['what', 'number', 'errors', 'mix-ups', 'p50', 'p95', 'p99', 'p50 ÷ /health'],
    [
      row(`first sign-in ever, ${atOnce} at once`, strangers),
      row('first sign-in ever, one by one', others),
      row(`sign-in, ${atOnce} at once`, known),
      row(`page, ${colleagues} people browse`, browsing),
    ],
  )
  console.log()
  const [heapBefore, heapAfter] = [before, after].map(({ threads }) => threads.reduce((sum, { heap }) => sum + heap, 0))
  printTable(
    ['memory', 'before browsing', 'after', 'after ÷ before'],
    [
      memoryRow('resident', before.rss, after.rss),
      memoryRow('heaps after collection', heapBefore ?? 0, heapAfter ?? 0),
    ],
  )
  const wrong = [strangers, others, known, browsing].reduce((sum, { failed, mixedUp }) => sum + failed + mixedUp, 0)
  if (wrong > 0) throw new Error(`${wrong} answers were no page, or a page for somebody else`)
}

const memoryRow = (what: string, before: number, after: number) => [
  what,
  megabytes(before),
  megabytes(after),
  times(after / before),
]

function aColleague(url: string, number: number, ask: typeof fetch): Colleague {
  const name = `Collega Nummer${number}`
  const oid = `00000000-aaaa-4bbb-8ccc-${String(number).padStart(12, '0')}`
  const person = { oid, name, preferred_username: `collega.${number}@gemeente.example`, roles: ['reader'] }
  return { name, person, visitor: new Visitor(url, [], ask) }
}

/** What a proxy says of whoever sits in the town hall. */
const townHall = { 'x-forwarded-for': '192.0.2.1' }

/** Signs in from begin to end, and opens the home page. */
async function arrive({ visitor, person }: Colleague, entra: EntraDouble, place = {}): Promise<Answer> {
  const { location } = await visitor.get('/sign-in', place)
  await visitor.get(pathOf(entra.approve(location, person)), place)
  return visitor.get('/')
}

/** Opens page after page for `duration` ms, with time to read. */
async function browse(
  one: Colleague,
  addresses: string[],
  tally: Tally,
  duration: number,
  random: Random,
): Promise<void> {
  const until = performance.now() + duration
  const pause = () => reading.least + random() * (reading.most - reading.least)
  await wait(random() * reading.most)
  while (performance.now() < until) {
    await tally.note(one, () => one.visitor.get(pick(addresses, random)))
    await wait(pause())
  }
}

/** What people look at: items, lists, the home page, a colleague, searches. */
async function pagesIn(dataFolder: string): Promise<string[]> {
  const documents = await documentsIn(dataFolder)
  const items = documents.filter(({ readers, url }) => readers === 'everyone' && url.split('/').length === 3)
  const searches = items.slice(0, 100).map(({ title }) => `/search?q=${encodeURIComponent(title)}`)
  return [...items.slice(0, 200).map(({ url }) => url), ...searches, ...['/', '/desk-protocols', '/people', '/hulp']]
}

/** Times of GET /health, one after the other, in ms. */
async function healthTimes(url: string, ask: typeof fetch): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < 500; i++) {
    all.push((await timed(async () => (await ask(`${url}/health`)).text())).ms)
  }
  return all
}
