import { buildEngine, type Engine } from '../server/search/engine/engine.ts'
import { unfiltered } from '../server/search/index.ts'
import { hostileKinds, hostileStrings } from './hostile-strings.ts'
import { lawDocuments } from './law-documents.ts'
import { figure, ms, option, percentile, printTable, tell, timeOf } from './support.ts'

/** Documents, unless `--size=10000` says otherwise. */
const size = Number(option('size') ?? 50_000)
const count = 10_000
const warmUp = 200
const reader = { role: 'reader' as const, units: ['klantcontact'] }

/** How long the engine takes, at most, for whatever somebody types; suggestions too. */
export async function hostile(): Promise<void> {
  tell(`building an index of ${figure(size)} documents`)
  const documents = lawDocuments(size)
  const words = documents.slice(0, 2000).flatMap(({ body }) => body.match(/\p{L}{4,}/gu) ?? [])
  const engine = buildEngine(documents, { synonyms: [] })
  const strings = hostileStrings(count, words)
  for (const { text } of strings.slice(0, warmUp)) ask(engine, text)
  tell(`asking ${figure(count)} hostile questions`)
  const answers = strings.map(({ kind, text }) => ({ kind, ms: timeOf(() => ask(engine, text)) }))
  const suggestions = strings.map(({ text }) => timeOf(() => engine.suggest({ text, reader, limit: 8 })))
  const kinds = Object.keys(hostileKinds).map((kind) => ({
    kind,
    times: answers.filter((one) => one.kind === kind).map((one) => one.ms),
  }))
  const slowestFirst = kinds.sort((one, other) => percentile(other.times, 0.99) - percentile(one.times, 0.99))
  printTable(
    ['hostile questions', 'p50', 'p99', 'most'],
    [
      ['all', ...worst(answers.map((one) => one.ms))],
      ['suggestions for all', ...worst(suggestions)],
      ...slowestFirst.map(({ kind, times }) => [kind, ...worst(times)]),
    ],
  )
}

const ask = (engine: Engine, text: string) =>
  engine.query({ text, filters: unfiltered, page: 1, pageSize: 10, reader, today: '2026-11-22' })

const worst = (values: number[]) => [
  ms(percentile(values, 0.5)),
  ms(percentile(values, 0.99)),
  ms(values.reduce((most, value) => Math.max(most, value), 0)),
]
