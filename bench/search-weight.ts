import { gzipSync } from 'node:zlib'
import { buildEngine } from '../server/search/engine/engine.ts'
import { bundleForBrowser } from '../test/support/bundle.ts'
import { documentsIn } from './documents.ts'
import type { Workshop } from './house.ts'
import { figure, printTable } from './support.ts'

/** What a browser would have to fetch to search by itself: the engine, and the index of a library with all its texts. */
export async function searchWeight(workshop: Workshop): Promise<void> {
  const bundle = await bundleForBrowser("export { Engine } from './server/search/engine/engine.ts'")
  const rows = [weightOf('engine, made small', Buffer.from(bundle))]
  for (const size of ['shipped', 500] as const) {
    const { dataFolder, items } = await workshop.stocked(size)
    const snapshot = buildEngine(await documentsIn(dataFolder), { synonyms: [] }).dump()
    rows.push(weightOf(`index and texts of ${figure(items)} items`, Buffer.concat([...snapshot])))
  }
  printTable(['what', 'as it is', 'with gzip'], rows)
}

const kilobytes = (bytes: Uint8Array) => `${figure(bytes.length / 1000)} kB`
const weightOf = (what: string, bytes: Uint8Array) => [what, kilobytes(bytes), kilobytes(gzipSync(bytes, { level: 9 }))]
