/** A change of one stored entry; a batch of them is on disk wholly or not at all. */
export type Operation = { type: 'put'; key: Buffer; value: Uint8Array } | { type: 'del'; key: Buffer }

/** All the engine needs of a disk: read everything once, write batches safely, let go. */
export interface Disk {
  /**
   * Every entry, in the order of the keys, many at a time; to be read to its end before anything is committed.
   * @throws Error naming what is damaged or missing; what was read before that must not be used
   */
  load(): AsyncIterable<[Buffer, Uint8Array][]>
  /** Resolves when the whole batch would survive a power cut. */
  commit(batch: Operation[]): Promise<void>
  close(): Promise<void>
}
