import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

/** Numbers in [0, 1). */
export type Random = () => number

/** Repeatable numbers: the same seed always gives the same row (mulberry32, Tommy Ettinger, public domain). */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One of `list`, which must not be empty. */
export const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T

/** How long `work` takes, in ms, with what it gives. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ ms: number; value: T }> {
  const began = performance.now()
  const value = await work()
  return { ms: performance.now() - began, value }
}

/** The same for work that gives nothing and does not wait. */
export function timeOf(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

/** What `--name=value` says on the command line. */
export const option = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)

/** The value below which `share` (0–1) of the values lie. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const median = (values: number[]) => percentile(values, 0.5)

/** Three significant digits, or whole above a hundred: `0.123`, `12.3`, `4,567`. */
export function figure(value: number): string {
  if (value >= 100 || value === 0) return Math.round(value).toLocaleString('en')
  return value.toPrecision(3)
}

export const ms = (value: number) => (value >= 1000 ? `${figure(value / 1000)} s` : `${figure(value)} ms`)
export const times = (value: number) => `${figure(value)}×`
export const megabytes = (bytes: number) => `${figure(bytes / 1e6)} MB`

/** Percentiles of times in ms, as the cells of a table. */
export const spread = (values: number[]) => [0.5, 0.95, 0.99].map((share) => ms(percentile(values, share)))

/** Prints rows as a Markdown table that also reads well on a terminal. */
export function printTable(head: string[], rows: string[][]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (cells: string[]) =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width))).join(' | ')} |`
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  console.log([line(head), line(rule), ...rows.map(line)].join('\n'))
}

export const printHeading = (text: string) => console.log(`\n## ${text}\n`)

/** Tells, beside the results, what is going on. */
export const tell = (text: string) => process.stderr.write(`… ${text}\n`)

const folders: string[] = []

/** A fresh folder that `removeFolders` removes. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kenniskompas-bench-'))
  folders.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
