import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DamagedStore } from './damage.ts'
import { isDocument, isEntry } from './entries.ts'
import { Inspection } from './inspection.ts'
import { damageInLog } from './leveldb/log.ts'
import { tablesIn } from './leveldb/manifest.ts'
import { type Block, blocksOf, entriesIn } from './leveldb/table.ts'

/**
 * Look at the files of LevelDB before LevelDB does: it does not compare the checksums in its tables, so that a changed
 * byte may end the process, and it drops what it cannot read in its logs.
 * @param directory one that does not exist is new and has no files
 * @throws DamagedStore naming the files, and the entries as far as they can still be read
 */
export async function checkFiles(directory: string): Promise<void> {
  const names = (await readdir(directory).catch(() => [])).sort()
  const damage = [...(await damageInLogs(directory, names)), ...(await damageInTables(directory, names))]
  if (damage.length > 0) throw new DamagedStore(directory, damage)
}

async function damageInLogs(directory: string, names: string[]): Promise<string[]> {
  const damage: string[] = []
  for await (const [name, log] of contents(directory, names.filter(isLog))) {
    const at = damageInLog(log)
    if (at !== undefined) damage.push(`${name} is damaged at byte ${at}, and there are batches behind it`)
  }
  return damage
}

async function damageInTables(directory: string, names: string[]): Promise<string[]> {
  const damage: string[] = []
  const descriptions: Block[] = []
  const damaged: Block[] = []
  for await (const [name, table] of contents(directory, await liveTables(directory, names))) {
    const { data, other } = blocksOf(table)
    const bad = [...other, ...data].filter((block) => !block.whole)
    damage.push(...bad.map(({ at }) => `${name} is damaged in the block at byte ${at}`))
    descriptions.push(...data.filter((block) => block.whole && beginsBeforeDocuments(block)))
    damaged.push(...data.filter((block) => !block.whole))
  }
  return damaged.length === 0 ? damage : [...damage, ...damagedEntries(descriptions, damaged)]
}

function damagedEntries(descriptions: Block[], damaged: Block[]): string[] {
  const inspection = new Inspection()
  for (const block of [...descriptions, ...damaged]) {
    inspection.accept([...entriesIn(block)].filter(([key]) => isEntry(key)))
  }
  return inspection.damage
}

function beginsBeforeDocuments(block: Block): boolean {
  for (const [key] of entriesIn(block)) return !isDocument(key)
  return false
}

/** The tables of the present state. Others were left behind by a process that was killed. */
async function liveTables(directory: string, names: string[]): Promise<string[]> {
  if (!names.includes('CURRENT')) {
    if (names.some((name) => isLog(name) || isTable(name))) {
      throw new DamagedStore(directory, ['the file CURRENT is missing'])
    }
    return []
  }
  const current = (await readFile(join(directory, 'CURRENT'), 'utf8')).trim()
  for await (const [, manifest] of contents(
    directory,
    names.filter((name) => name === current),
  )) {
    const live = tablesIn(manifest)
    return names.filter((name) => isTable(name) && live.has(Number.parseInt(name, 10)))
  }
  return []
}

/** Files with their bytes. One that is not there any more was just removed by another process, or is missed by LevelDB. */
async function* contents(directory: string, names: string[]): AsyncIterable<[string, Buffer]> {
  for (const name of names) {
    try {
      yield [name, await readFile(join(directory, name))]
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

const isLog = (name: string) => name.endsWith('.log')
const isTable = (name: string) => name.endsWith('.ldb')
