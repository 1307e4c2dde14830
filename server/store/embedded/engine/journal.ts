import type { Disk, Operation } from '../disk/port.ts'

/**
 * Group commit: what is noted while one batch is being written shares the next one.
 * Whoever changes memory notes it in the same turn, so that the disk gets changes in the order in which memory got them.
 * A failure to write is final: memory would be ahead of the disk, so `fail` must end the process.
 */
export class Journal {
  readonly #disk: Disk
  readonly #fail: (error: Error) => void
  #noted: Operation[] = []
  #waiting: (() => void)[] = []
  #writing: Promise<void> | undefined

  constructor(disk: Disk, fail: (error: Error) => void) {
    this.#disk = disk
    this.#fail = fail
  }

  /** Put operations into the next batch; those that are noted in one turn are on disk together or not at all. */
  note(operations: Operation[]): void {
    for (const operation of operations) this.#noted.push(operation)
  }

  /** Resolves when everything noted so far is safely on disk. */
  settle(): Promise<void> {
    if (this.#noted.length === 0 && !this.#writing) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#writing ??= this.#write()
    })
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const [batch, waiting] = [this.#noted, this.#waiting]
        this.#noted = []
        this.#waiting = []
        if (batch.length > 0) await this.#disk.commit(batch)
        for (const resolve of waiting) resolve()
      }
    } catch (error) {
      return this.#fail(error as Error)
    }
    this.#writing = undefined
  }
}
