import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Unix allows about 107 bytes for the path of a socket. */
const LONGEST_SOCKET_PATH = 100

/** Where a store keeps its data, its lock file and its socket. */
export interface Places {
  data: string
  lock: string
  socket: string
  /** A directory made for the socket alone, to be removed with it. */
  temporary: string | undefined
}

/** Make the directories of a store, readable for its own user only. */
export async function preparePlaces(directory: string): Promise<Places> {
  const root = resolve(directory)
  await mkdir(root, { recursive: true, mode: 0o700 })
  const data = join(root, 'data')
  const lock = join(root, 'running.json')
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(root.toLowerCase()).digest('hex').slice(0, 24)
    return { data, lock, socket: `\\\\.\\pipe\\embedded-store-${name}.sock`, temporary: undefined }
  }
  const own = join(root, 'run')
  const socket = join(own, 'store.sock')
  if (Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH) {
    await mkdir(own, { recursive: true, mode: 0o700 })
    await chmod(own, 0o700)
    return { data, lock, socket, temporary: undefined }
  }
  const temporary = await mkdtemp(join(tmpdir(), 'store-'))
  return { data, lock, socket: join(temporary, 'store.sock'), temporary }
}

export function lockPath(directory: string): string {
  return join(resolve(directory), 'running.json')
}

/** The address for a MongoDB client; retryable writes are off because a socket on one machine gives no reason for them. */
export function uriFor(socket: string, database: string): string {
  return `mongodb://${encodeURIComponent(socket)}/${database}?directConnection=true&retryWrites=false`
}
