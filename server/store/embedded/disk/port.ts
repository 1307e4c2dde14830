/** A change of one stored entry; a batch of them is on disk wholly or not at all. */
export type Operation = { type: 'put'; key: Buffer; value: Uint8Array } | { type: 'del'; key: Buffer }

/** An entry as it is read back; the content is undefined when it is not what was written. */
export interface ReadEntry {
  key: Buffer
  content: Uint8Array | undefined
}

/** What looking after the data asks of a disk, while batches go on. */
export interface DiskUpkeep {
  /** The entries of one collection as they are now, those that are damaged included. */
  read(collection: number): AsyncIterable<ReadEntry[]>
  /**
   * Copy everything as it is now to an empty directory, which can be opened as a disk after that; nothing is synced.
   * Resolves to the number of collections and documents.
   */
  copyTo(directory: string): Promise<number>
  /** Give the room of what was replaced or removed in a collection back. */
  compact(collection: number): Promise<void>
  /** The bytes that all files take. */
  size(): Promise<number>
}

/** All the engine needs of a disk: read everything once, write batches safely, let go. */
export interface Disk {
  readonly upkeep: DiskUpkeep
  /**
   * Every entry, in the order of the keys, many at a time; to be read to its end before anything is committed.
   * @throws Error naming what is damaged or missing; what was read before that must not be used
   */
  load(): AsyncIterable<[Buffer, Uint8Array][]>
  /** Resolves when the whole batch would survive a power cut. */
  commit(batch: Operation[]): Promise<void>
  close(): Promise<void>
}
