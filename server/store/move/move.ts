import type { Db, Document } from 'mongodb'
import type { Progress } from '../../progress.ts'
import { copyFiles } from '../files/copy.ts'
import type { Files } from '../files/files.ts'
import { isOfFiles } from '../files/grid.ts'
import { type Sum, sumOf } from './checksum.ts'
import { copyCollection } from './copy-collection.ts'
import { markCollection, markFinished, markUnfinished, unfinishedMove } from './mark.ts'

export interface Move {
  from: Db
  to: Db
  /** What is too large for documents, which goes along. */
  files: { from: Files; to: Files }
  /** What to call the source in the target while the move is not finished, without user or password. */
  source: string
  /** Take a target that holds other data: its collections of the same names become those of the source. */
  overwrite: boolean
  /** Stops the move between two batches; the next move from the same source goes on with it. */
  signal: AbortSignal
  onCopy: Progress
  onCompare: Progress
}

/** One collection after the move: the same in source and target. */
export interface Moved extends Sum {
  name: string
}

/** The move could not begin, or could not end well. `message` says why and what to do. */
class CannotMove extends Error {}

/** What was written in the source meanwhile is caught by another pass; a source that keeps changing is refused. */
const mostPasses = 3

/**
 * Copies all collections with their indexes, and compares counts and checksums at the end.
 * @throws {CannotMove} when the target holds other data, or the source keeps changing
 * @throws the reason of `signal` when it was stopped
 */
export async function move({ from, to, files, source, overwrite, signal, onCopy, onCompare }: Move): Promise<Moved[]> {
  if (!overwrite) await mustBeFree(to, source)
  await markUnfinished(to, source)
  for (let pass = 1; pass <= mostPasses; pass++) {
    await copyAll({ from, to }, signal, onCopy)
    const sums = await compareAll({ from, to }, signal, onCompare)
    if (sums.some(({ here, there }) => here.sha256 !== there.sha256)) continue
    await copyFiles(files.from, files.to, onCopy, signal)
    await markFinished(to)
    return sums.map(({ name, here }) => ({ name, ...here }))
  }
  throw new CannotMove(
    'The source changes while it is copied. Stop everything that uses it, and give the command again.',
  )
}

async function mustBeFree(to: Db, source: string): Promise<void> {
  const unfinished = await unfinishedMove(to)
  if (unfinished === source) return
  if (unfinished) {
    throw new CannotMove(
      `The target holds a part of ${unfinished}, whose move was not finished. --overwrite replaces it.`,
    )
  }
  for (const { name } of await collectionsOf(to)) {
    const documents = await to.collection(name).estimatedDocumentCount()
    if (documents === 0) continue
    throw new CannotMove(`The target holds data already: ${documents} documents in ${name}. --overwrite replaces them.`)
  }
}

async function copyAll(both: { from: Db; to: Db }, signal: AbortSignal, onProgress: Progress): Promise<void> {
  const collections = await collectionsOf(both.from)
  const counted = counter(await countAll(both.from, collections), onProgress)
  for (const { name, options = {} } of collections) await copyCollection(name, options, both, signal, counted)
}

async function compareAll({ from, to }: { from: Db; to: Db }, signal: AbortSignal, onProgress: Progress) {
  const collections = await collectionsOf(from)
  const counted = counter(2 * (await countAll(from, collections)), onProgress)
  const sums: Array<{ name: string; here: Sum; there: Sum }> = []
  for (const { name } of collections) {
    const here = await sumOf(from.collection(name), signal, counted)
    const there = await sumOf(to.collection(name), signal, counted)
    sums.push({ name, here, there })
  }
  return sums
}

async function collectionsOf(db: Db): Promise<Array<{ name: string; options?: Document }>> {
  const all = await db.listCollections({ type: 'collection' }).toArray()
  const ours = all.filter(({ name }) => !name.startsWith('system.') && !isOfFiles(name) && name !== markCollection)
  return ours.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function countAll(db: Db, collections: Array<{ name: string }>): Promise<number> {
  let count = 0
  for (const { name } of collections) count += await db.collection(name).estimatedDocumentCount()
  return count
}

function counter(total: number, onProgress: Progress): (documents: number) => void {
  let done = 0
  return (documents) => {
    done += documents
    onProgress(Math.min(done, total), total)
  }
}
