import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { answers, noticeFile, readNotice } from './notice.ts'

/** Unix allows about 107 bytes for the path of a socket. */
const LONGEST_SOCKET_PATH = 100

const TEMPORARY_PREFIX = 'embedded-store-'

/** Where a store keeps its data, its notice and its socket. */
export interface Places {
  data: string
  notice: string
  socket: string
  /** A directory made for the socket alone, to be removed with it. */
  temporary: string | undefined
}

/** Make the directories of a store, open to its own user only. */
export async function preparePlaces(directory: string): Promise<Places> {
  const root = resolve(directory)
  await mkdir(root, { recursive: true, mode: 0o700 })
  const [data, notice] = [join(root, 'data'), noticeFile(root)]
  await makePrivate(data)
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(root.toLowerCase()).digest('hex').slice(0, 24)
    return { data, notice, socket: `\\\\.\\pipe\\${TEMPORARY_PREFIX}${name}.sock`, temporary: undefined }
  }
  const own = join(root, 'run')
  const socket = join(own, 'store.sock')
  if (Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH) {
    await makePrivate(own)
    return { data, notice, socket, temporary: undefined }
  }
  await removeLeftover(notice)
  return { data, notice, ...(await temporaryPlace(root)) }
}

async function temporaryPlace(root: string): Promise<{ socket: string; temporary: string }> {
  const beginning = join(tmpdir(), TEMPORARY_PREFIX)
  if (Buffer.byteLength(join(`${beginning}XXXXXX`, 'store.sock')) > LONGEST_SOCKET_PATH) {
    throw new Error(
      `The path of ${root} is too long for the socket of the store, and so is that of ${tmpdir()}: ` +
        `a path may have ${LONGEST_SOCKET_PATH} bytes. Choose a shorter directory, or let TMPDIR name one.`,
    )
  }
  const temporary = await mkdtemp(beginning)
  return { socket: join(temporary, 'store.sock'), temporary }
}

async function makePrivate(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await chmod(directory, 0o700)
}

/** A killed process cannot remove the directory of its socket; its successor does. */
async function removeLeftover(notice: string): Promise<void> {
  const left = await readNotice(notice)
  const ours = left?.temporary?.startsWith(join(tmpdir(), TEMPORARY_PREFIX)) && dirname(left.temporary) === tmpdir()
  if (left?.temporary && ours && !(await answers(left.uri))) {
    await rm(left.temporary, { recursive: true, force: true })
  }
}

/**
 * The address for a MongoDB client.
 * Retryable writes are off: on one machine no answer gets lost without the server or the client ending too.
 */
export function uriFor(socket: string, database: string): string {
  return `mongodb://${encodeURIComponent(socket)}/${database}?directConnection=true&retryWrites=false`
}
