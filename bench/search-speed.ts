import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { engines } from './speed/engines.ts'
import type { Measured } from './speed/measured.ts'
import { figure, median, megabytes, ms, option, percentile, printTable, tell, times } from './support.ts'

const sizes = [500, 10_000, 50_000]
/** Of the machine; `lunr.Index` needs two at 50,000 documents. */
const HEAP_MB = 8000

/**
 * The engine beside others on the same law texts, each in a process of its own. `npm run bench -- search-speed --size=10000`
 * measures at one size; all three take half an hour, most of it Orama at 50,000: `--without=Orama`.
 */
export async function searchSpeed(): Promise<void> {
  const asked = option('size')
  const names = Object.keys(engines).filter((name) => name !== option('without'))
  for (const size of asked ? [Number(asked)] : sizes) {
    const all: Record<string, Measured> = {}
    for (const name of names) {
      tell(`${name} at ${figure(size)} documents`)
      all[name] = await measured(name, size)
    }
    console.log(`\n### ${figure(size)} documents\n`)
    printFigures(all)
    console.log()
    printRatios(all)
  }
}

async function measured(name: string, size: number): Promise<Measured> {
  const execArgv = ['--expose-gc', `--max-old-space-size=${HEAP_MB}`, '--import', 'tsx', '--conditions=source']
  const child = fork(join(import.meta.dirname, 'speed', 'one-engine.ts'), [name, String(size)], { execArgv })
  const broken = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} at ${size} documents ended with ${code}`)
  })
  const [figures] = await Promise.race([once(child, 'message'), broken])
  broken.catch(() => undefined)
  child.kill()
  return figures
}

const classesOf = (all: Record<string, Measured>) => [
  ...new Set(Object.values(all).flatMap(({ questions }) => Object.keys(questions))),
]

function printFigures(all: Record<string, Measured>): void {
  const row = (name: string, cell: (one: Measured) => string) => [name, ...Object.values(all).map(cell)]
  const spread = (list?: number[]) => (list ? `${ms(median(list))} / ${ms(percentile(list, 0.95))}` : '–')
  printTable(
    ['', ...Object.keys(all)],
    [
      row('build', ({ build }) => ms(build)),
      row('heap', ({ heap }) => megabytes(heap)),
      row('saved', ({ saved }) => (saved ? megabytes(saved) : '–')),
      row('load', ({ load }) => (load ? ms(load) : '–')),
      row('update p50 / p95', ({ update }) => spread(update)),
      ...classesOf(all).map((kind) => row(`${kind} p50 / p95`, ({ questions }) => spread(questions[kind]))),
    ],
  )
}

/** How many times as much each takes as ours. */
function printRatios(all: Record<string, Measured>): void {
  const {
    ours,
    'live index': index,
    ...others
  } = all as Record<string, Measured> & { ours: Measured; 'live index': Measured }
  const p95 = (one: Measured, kind: string) => percentile(one.questions[kind] ?? [], 0.95)
  const ratio = (other = 0, own = 0) => (other > 0 && own > 0 ? times(other / own) : '–')
  const row = (name: string, own: Measured, value: (one: Measured) => number | undefined) => [
    name,
    ...Object.values(others).map((other) => ratio(value(other), value(own))),
  ]
  printTable(
    ['÷ ours (p95)', ...Object.keys(others)],
    [
      row('build', ours, ({ build }) => build),
      row('heap', ours, ({ heap }) => heap),
      row('load', ours, ({ load }) => load),
      row('update', ours, ({ update }) => percentile(update ?? [], 0.95)),
      ...classesOf(all).map((kind) => row(`${kind}, whole question`, ours, (one) => p95(one, kind))),
      ...Object.keys(index.questions).map((kind) => row(`${kind}, index alone`, index, (one) => p95(one, kind))),
    ],
  )
}
