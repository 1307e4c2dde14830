import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { buildEngine } from '../server/search/engine/engine.ts'
import { type SearchDocument, type SearchRequest, unfiltered } from '../server/search/index.ts'
import { documentsIn } from './documents.ts'
import type { Workshop } from './house.ts'
import { keystrokes, queriesFrom } from './queries.ts'
import { besideStock, stockHead } from './stock-lunr.ts'
import { figure, ms, printTable, spread, tell, timed } from './support.ts'
import { shippedLibrary } from './synthetic-library.ts'

const reader = { role: 'reader' as const, units: ['klantcontact'] }
const synonyms = parse(readFileSync(join(shippedLibrary, 'synonyms.yaml'), 'utf8')) as string[][]

/** The search engine by itself, in one thread as its worker runs it: no HTTP, no store, no page; and beside Lunr as it comes. */
export async function engine(workshop: Workshop): Promise<void> {
  const questions = queriesFrom(await workshop.material(), 600)
  const rows: string[][] = []
  const besides: string[][] = []
  for (const size of [500, 10_000]) {
    const documents = await documentsIn((await workshop.stocked(size)).dataFolder)
    tell(`building the index of ${size} items`)
    const { ms: buildMs, value: built } = await timed(() => buildEngine(documents, { synonyms }))
    for (const { text } of questions.slice(0, 60)) built.query(request(text))
    const queries = await timesOf(
      questions.map(({ text }) => text),
      (text) => built.query(request(text)),
    )
    const suggestions = await timesOf(keystrokes(questions), (text) => built.suggest({ text, reader, limit: 8 }))
    const words = wordsIn(documents)
    const texts = questions.slice(0, 200).map(({ text }) => text)
    besides.push([figure(size), ...besideStock(documents, texts, (text) => built.query(request(text)))])
    rows.push([
      figure(size),
      figure(words.all / size),
      figure(words.different),
      ms(buildMs),
      spread(queries).join(' / '),
      spread(suggestions).join(' / '),
    ])
  }
  printTable(
    [
      'items',
      'words each',
      'different words',
      'index built in',
      'query p50 / p95 / p99',
      'suggestions p50 / p95 / p99',
    ],
    rows,
  )
  console.log()
  printTable(['items', ...stockHead], besides)
}

function request(text: string): SearchRequest {
  return { text, filters: unfiltered, page: 1, pageSize: 10, reader, today: '2026-11-22' }
}

async function timesOf(texts: string[], work: (text: string) => unknown): Promise<number[]> {
  const all: number[] = []
  for (const text of texts) all.push((await timed(() => work(text))).ms)
  return all
}

function wordsIn(documents: SearchDocument[]) {
  const different = new Set<string>()
  let all = 0
  for (const { title, summary, body } of documents) {
    for (const [word] of `${title} ${summary} ${body}`.toLowerCase().matchAll(/\p{L}+/gu)) {
      different.add(word)
      all++
    }
  }
  return { all, different: different.size }
}
