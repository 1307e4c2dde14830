import type { Disk, Operation } from '../disk/port.ts'

interface Waiting {
  operations: Operation[]
  resolve: () => void
}

/**
 * Group commit: while one batch is being written, later writes gather and share the next one.
 * A failure to write is final: memory would be ahead of the disk, so `fail` must end the process.
 */
export class Journal {
  readonly #disk: Disk
  readonly #fail: (error: Error) => void
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined

  constructor(disk: Disk, fail: (error: Error) => void) {
    this.#disk = disk
    this.#fail = fail
  }

  /** Resolves when the operations, and all those given before, are safely on disk. */
  commit(operations: Operation[]): Promise<void> {
    if (operations.length === 0 && !this.#writing) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.push({ operations, resolve })
      this.#writing ??= this.#write()
    })
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const group = this.#waiting
        this.#waiting = []
        const batch = group.flatMap((one) => one.operations)
        if (batch.length > 0) await this.#disk.commit(batch)
        for (const { resolve } of group) resolve()
      }
    } catch (error) {
      return this.#fail(error as Error)
    }
    this.#writing = undefined
  }
}
