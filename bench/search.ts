/**
 * Measures search on made-up documents, inside one thread as the worker runs it:
 * `node --import tsx --conditions=source bench/search.ts [count ...]` (500 and 10,000 documents when left out).
 */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { parse } from 'yaml'
import { buildEngine, type Engine } from '../server/search/engine.ts'
import type { SearchRequest } from '../server/search/index.ts'
import { syntheticDocuments, syntheticQuestions } from './synthetic-documents.ts'

const QUESTIONS = 600
const reader = { role: 'reader' as const, units: ['unit-1'] }
const synonyms = parse(readFileSync(new URL('../content/synonyms.yaml', import.meta.url), 'utf8')) as string[][]

for (const count of process.argv.slice(2).length > 0 ? process.argv.slice(2).map(Number) : [500, 10_000]) measure(count)

function measure(count: number): void {
  const documents = syntheticDocuments(count)
  const before = memory()
  const began = performance.now()
  const engine = buildEngine(documents, synonyms)
  const built = performance.now() - began
  const used = memory() - before
  const questions = syntheticQuestions(QUESTIONS)
  for (const text of questions.slice(0, 60)) engine.query(request(text))
  const queries = questions.map((text) => timed(() => engine.query(request(text))))
  const suggestions = questions.flatMap((text) => keystrokes(text, engine))
  console.log(`${count} documents: build ${(built / 1000).toFixed(2)} s, index ${used.toFixed(0)} MB`)
  console.log(`  query      ${spread(queries)}\n  suggestion ${spread(suggestions)}`)
}

function request(text: string): SearchRequest {
  const filters = { type: [], theme: [], unit: [], audience: [], fresh: [] }
  return { text, filters, page: 1, pageSize: 10, reader, today: '2026-11-22' }
}

function keystrokes(text: string, engine: Engine): number[] {
  return [2, 4, 7].map((length) => timed(() => engine.suggest(text.slice(0, length), reader, 8)))
}

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function spread(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`
}

/** Heap in MB, after collecting when started with --expose-gc. */
function memory(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1e6
}
