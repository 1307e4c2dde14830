import { createHash, randomUUID } from 'node:crypto'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Up to where in the store's change log a kept index goes. */
export interface Kept {
  /** The last change that it knows. */
  number: number
  /** What tells this change from one with the same number in another store. */
  seal: string
}

const beginning = Buffer.from('Kenniskompas search 1\n')
const checksumBytes = 32
const lengthBytes = 4

/** What an unfinished file is called behind the name of the file; a copy that somebody made is called otherwise, and is theirs. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** An unfinished file that nobody has added to for so long, in ms, is of a process that was killed. */
const leftAfter = 10 * 60_000

/**
 * Writes an index to a file that only this user may read, since it holds all texts. What is there stays until the new one is
 * whole and on disk. Others have turns in between, and other processes may write the same file: the last one to finish stays.
 * @param maker which code made the stretches; no other may read them
 */
export async function writeKept(file: string, kept: Kept, maker: string, stretches: Iterable<Uint8Array>) {
  const unfinished = `${file}.${randomUUID()}`
  try {
    await writeWhole(unfinished, headed(JSON.stringify({ maker, kept }), stretches))
    await removeLeftBeside(unfinished, file)
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

function* headed(head: string, stretches: Iterable<Uint8Array>): Iterable<Uint8Array> {
  yield Buffer.from(head)
  yield* stretches
}

async function writeWhole(file: string, stretches: Iterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    const checksum = createHash('sha256')
    const write = async (bytes: Uint8Array) => {
      checksum.update(bytes)
      await handle.writeFile(bytes)
    }
    await write(beginning)
    for (const stretch of stretches) {
      await write(lengthOf(stretch))
      await write(stretch)
      await nextTurn()
    }
    await handle.writeFile(checksum.digest())
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What `writeKept` wrote. @throws when the file is damaged, or another maker's */
export async function readKept(file: string, maker: string): Promise<{ kept: Kept; stretches: Uint8Array[] }> {
  const bytes = await readFile(file)
  const end = bytes.length - checksumBytes
  const checksum = createHash('sha256')
    .update(bytes.subarray(0, Math.max(0, end)))
    .digest()
  if (!bytes.subarray(0, beginning.length).equals(beginning) || !checksum.equals(bytes.subarray(Math.max(0, end))))
    throw new Error('the kept index is damaged')
  const [head, ...stretches] = stretchesIn(bytes.subarray(beginning.length, end))
  const about: { maker: string; kept: Kept } = JSON.parse(String(head))
  if (about.maker !== maker) throw new Error('the kept index was made by another version')
  return { kept: about.kept, stretches }
}

function lengthOf(stretch: Uint8Array): Buffer {
  const bytes = Buffer.alloc(lengthBytes)
  bytes.writeUInt32LE(stretch.length)
  return bytes
}

function stretchesIn(bytes: Buffer): Buffer[] {
  const stretches: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const from = at + lengthBytes
    at = from + bytes.readUInt32LE(at)
    stretches.push(bytes.subarray(from, at))
  }
  return stretches
}

/** Takes away what processes that were killed left behind, by the clock of the disk: those that still write have their own alone. */
async function removeLeftBeside(own: string, file: string): Promise<void> {
  const { mtimeMs: now } = await stat(own)
  const begin = `${basename(file)}.`
  const names = await readdir(dirname(file))
  const others = names.filter((name) => name.startsWith(begin) && UUID.test(name.slice(begin.length)))
  for (const other of others.map((name) => join(dirname(file), name))) {
    const { mtimeMs } = await stat(other).catch(goneMeanwhile)
    if (now - mtimeMs > leftAfter) await rm(other, { force: true })
  }
}

const goneMeanwhile = () => ({ mtimeMs: Number.POSITIVE_INFINITY })
