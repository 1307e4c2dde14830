import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { compile } from './process.ts'
import { measureLimit } from './store/limit.ts'
import type { Figures } from './store/tasks.ts'
import { figure, megabytes, ms, printTable, tell, temporaryFolder, times } from './support.ts'

const subject = join(import.meta.dirname, 'store', 'subject.ts')

/** A MongoDB-compatible server to compare with; its `test` collections there are dropped. */
const independent = process.env.BENCH_MONGODB_URI

/** The embedded store through Mongoose, beside bare LevelDB and, when BENCH_MONGODB_URI names one, another server. */
export async function store(): Promise<void> {
  compile()
  for (const size of [10_000, 100_000]) {
    const directory = temporaryFolder()
    const embedded = { ...(await measure('fill', directory, size)), ...(await measure('reopen', directory, size)) }
    tell(`bare LevelDB with ${size} documents`)
    const limit = await measureLimit(size)
    const other = independent ? await measure('fill', independent, size) : {}
    printTable(
      [`${figure(size)} documents`, 'embedded', 'LevelDB', 'embedded ÷ it', 'other server', 'embedded ÷ it'],
      Object.entries(embedded).map(([name, value]) => [
        name,
        shown(name, value),
        shown(name, limit[name]),
        ratio(value, limit[name]),
        shown(name, other[name]),
        ratio(value, other[name]),
      ]),
    )
    console.log()
  }
}

async function measure(work: 'fill' | 'reopen', place: string, size: number): Promise<Figures> {
  tell(`${work}: ${size} documents in ${place}`)
  const child = fork(subject, [work, place, String(size)])
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the process that measured ended with code ${code}`)
  })
  failed.catch(() => {})
  const [figures] = await Promise.race([once(child, 'message'), failed])
  await failed.catch(() => {})
  return figures as Figures
}

/** A time, a rate or a size; the name tells which. */
function shown(name: string, value: Figures[string] | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return value
  if (/^(insert|updates)/.test(name)) return `${figure(value)}/s`
  return name.startsWith('memory') ? megabytes(value) : ms(value)
}

function ratio(value: Figures[string], other: Figures[string] | undefined): string {
  return typeof value === 'number' && typeof other === 'number' && other > 0 ? times(value / other) : ''
}
