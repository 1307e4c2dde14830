import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Workshop } from './house.ts'
import { queriesFrom } from './queries.ts'
import { figure, median, ms, percentile, printTable, tell, temporaryFolder, timed, times } from './support.ts'

const version = '0.16.0'
const size = 1000
const count = 24
const runs = 20

/** Fetches a page; throws when the answer is no success. */
type Get = (path: string) => Promise<void>

/**
 * The whole search page of the product beside that of Raneto, which indexes all files at every question, on the same 1,000 items;
 * and how long another page takes when it is asked for just after a search. Installs Raneto in a folder that goes afterwards.
 */
export async function raneto(workshop: Workshop): Promise<void> {
  const { library } = await workshop.stocked(size)
  const product = await workshop.product(size)
  const peer = await startRaneto(library)
  try {
    const kinds = queriesFrom(await workshop.material(), count)
    const texts = kinds.filter(({ kind }) => kind === 'one word' || kind === 'two words').map(({ text }) => text)
    const [item = ''] = readdirSync(join(library, 'guidance'))
    const other = `/guidance/${item.replace('.md', '')}`
    tell(`asking ${texts.length} questions`)
    const theirs = await pagesOf(peer.get, (text) => `/?search=${text}`, other, texts)
    const often = Array.from({ length: runs }, () => texts).flat()
    const ours = await pagesOf(product.get, (text) => `/search?q=${text}`, other, often)
    printTable(
      [`${figure(size)} items`, 'search page p50', 'p95', 'a page asked for meanwhile p50'],
      [
        [`Raneto ${version}`, ms(median(theirs.found)), ms(percentile(theirs.found, 0.95)), ms(median(theirs.beside))],
        ['Kenniskompas', ms(median(ours.found)), ms(percentile(ours.found, 0.95)), ms(median(ours.beside))],
        [
          'Raneto ÷ Kenniskompas',
          times(median(theirs.found) / median(ours.found)),
          times(percentile(theirs.found, 0.95) / percentile(ours.found, 0.95)),
          times(median(theirs.beside) / median(ours.beside)),
        ],
      ],
    )
  } finally {
    peer.stop()
  }
}

async function pagesOf(get: Get, searchPath: (text: string) => string, other: string, texts: string[]) {
  const found: number[] = []
  const beside: number[] = []
  await get(searchPath('paspoort'))
  for (const text of texts) {
    const page = timed(() => get(searchPath(encodeURIComponent(text))))
    await wait(2)
    beside.push((await timed(() => get(other))).ms)
    found.push((await page).ms)
  }
  return { found, beside }
}

async function startRaneto(content: string): Promise<{ get: Get; stop(): void }> {
  const folder = temporaryFolder()
  tell(`installing Raneto ${version}`)
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--prefix', folder]
  execFileSync('npm', ['install', ...options, `raneto@${version}`], { cwd: folder, stdio: 'ignore' })
  const server = join(import.meta.dirname, 'peers', 'raneto.cjs')
  const child = fork(server, [folder, content], { execArgv: [], silent: true })
  child.stdout?.resume()
  const [port] = await once(child, 'message')
  return {
    async get(path) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`)
      await answer.text()
      if (!answer.ok) throw new Error(`GET ${path} of Raneto answered ${answer.status}`)
    },
    stop: () => child.kill(),
  }
}
