import type { Log } from '../log.ts'
import type { Store } from './store.ts'

/** Bytes of data from which on MongoDB is the better place: the embedded store keeps everything in memory. */
const muchData = 200_000_000

const hour = 60 * 60 * 1000

/**
 * Says once, at the start or when it becomes so, that the embedded store holds much. Stops with the function it returns.
 * @param everyMs how often to look
 */
export function watchSize(store: Store, log: Log, { much = muchData, everyMs = hour } = {}): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let stopped = !store.embedded
  let looking = Promise.resolve()
  const look = async () => {
    const { dataSize } = await store.database.stats()
    if (dataSize > much) log.info(advice(dataSize))
    else if (!stopped) timer = setTimeout(start, everyMs)
  }
  const start = () => {
    looking = look().catch((error) => log.error('The size of the store could not be measured', error))
  }
  if (!stopped) start()
  return () => {
    stopped = true
    clearTimeout(timer)
    return looking
  }
}

function advice(bytes: number): string {
  const size = `${Math.round(bytes / 1e6)} MB`
  const how = 'stop Kenniskompas and give the command: kenniskompas store move --to mongodb://…'
  return `The embedded store holds ${size} of data, all of it in memory as well. MongoDB is the next step: ${how}`
}
