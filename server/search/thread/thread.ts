import { Worker } from 'node:worker_threads'
import type { Edit, Lessons } from '../engine/types.ts'
import type { Kept } from './kept-file.ts'
import type { Answers, Question, Reply, SearchSource, Task } from './messages.ts'

interface Pending {
  resolve(value: never): void
  reject(error: Error): void
}

/** Documents of an edit that are sent at once: so few that sending them never holds up the main thread long. */
const PORTION = 100

/** One worker with its index, seen from the main thread: numbered questions out, answers in. */
export class SearchThread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #last = 0
  #ended: Error | undefined
  #idle: (() => void) | undefined
  #size = 0

  /** @param onDeath called when the worker stops without having been told to */
  constructor(worker: Worker, onDeath: () => void) {
    this.#worker = worker
    let reason = 'it stopped'
    worker.on('message', (reply: Reply) => this.#settle(reply))
    worker.on('error', (error: Error) => {
      reason = error.message
    })
    worker.on('exit', () => {
      const wasTold = this.#ended !== undefined
      this.#end(new Error(`The search thread ended (${reason}); the index is being rebuilt`))
      if (!wasTold) onDeath()
    })
  }

  get size(): number {
    return this.#size
  }

  /** Has everything read and indexed; without a source there is nothing to be found. */
  async build(source: SearchSource | undefined, lessons: Lessons): Promise<void> {
    await this.ask({ kind: 'learn', lessons })
    if (source) this.#size = await this.ask({ kind: 'build', source })
  }

  /** Takes over what was kept in a file. @throws when it cannot be trusted */
  async restore(file: string, lessons: Lessons): Promise<Kept> {
    await this.ask({ kind: 'learn', lessons })
    const { kept, size } = await this.ask({ kind: 'restore', file })
    this.#size = size
    return kept
  }

  /** Makes an edit, a large one in portions that are each findable at once. */
  async edit({ put, gone }: Edit): Promise<void> {
    this.#size = await this.ask({ kind: 'edit', edit: { put: put.slice(0, PORTION), gone } })
    for (let at = PORTION; at < put.length; at += PORTION) {
      this.#size = await this.ask({ kind: 'edit', edit: { put: put.slice(at, at + PORTION), gone: [] } })
    }
  }

  ask<Kind extends Question['kind']>(question: Extract<Question, { kind: Kind }>): Promise<Answers[Kind]> {
    if (this.#ended) return Promise.reject(this.#ended)
    this.#last++
    const number = this.#last
    return new Promise((resolve, reject) => {
      this.#pending.set(number, { resolve, reject })
      this.#worker.postMessage({ ...question, number })
    })
  }

  /** Resolves when no question is running any more. */
  async finish(): Promise<void> {
    if (this.#pending.size === 0) return
    await new Promise<void>((resolve) => {
      this.#idle = resolve
    })
  }

  /** Ends the worker now; running questions are rejected. */
  async stop(why: string): Promise<void> {
    this.#end(new Error(`The search thread ended: ${why}`))
    await this.#worker.terminate()
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.number)
    this.#pending.delete(reply.number)
    if ('error' in reply) pending?.reject(new Error(reply.error))
    else pending?.resolve(reply.value as never)
    if (this.#pending.size === 0) this.#idle?.()
  }

  #end(error: Error): void {
    this.#ended ??= error
    for (const { reject } of this.#pending.values()) reject(error)
    this.#pending.clear()
    this.#idle?.()
  }
}

export type StartWorker = (task: Task) => Worker

/** Starts the compiled worker, or its source; Node 20 cannot load TypeScript in a thread without help. */
export const startWorker: StartWorker = (workerData) => new Worker(workerFile(), { workerData })

function workerFile(): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL('./worker.js', import.meta.url)
  const native = 'typescript' in process.features && process.features.typescript
  return new URL(native ? './worker.ts' : './worker-from-source.mjs', import.meta.url)
}
