import type { Worker } from 'node:worker_threads'
import { SearchThread, startWorker } from './thread.ts'
import type { SearchAnswer, SearchDocument, SearchReader, SearchRequest, Suggestion } from './types.ts'

export type {
  FacetName,
  Facets,
  Filters,
  SearchAnswer,
  SearchDocument,
  SearchHit,
  SearchReader,
  SearchRequest,
  Suggestion,
} from './types.ts'

/** The door of search. Index, documents and questions live in a worker thread; this side only passes messages. */
export interface Search {
  /** Indexes these documents beside the present index and swaps in one step. A newer call replaces one that has not begun. */
  build(documents: SearchDocument[]): Promise<void>
  /** Answers any text; waits for the first build. */
  query(request: Omit<SearchRequest, 'withheld'>): Promise<SearchAnswer>
  /** Completions for unfinished text, at most `limit`. */
  suggest(text: string, reader: SearchReader, limit: number): Promise<Suggestion[]>
  /** Number of documents that can be found now. */
  readonly size: number
  /** Ends the worker; running and later calls are rejected. */
  close(): Promise<void>
}

export interface SearchOptions {
  /** Groups of words or phrases that mean the same. */
  synonyms: string[][]
  /** Ids of documents that this reader may not see any more, though the index does not know that yet. Default: none. */
  withheldFrom?(reader: SearchReader): string[]
}

/**
 * Opens search without an index.
 * @param start how to start a worker; tests use it to end one
 */
export function openSearch(options: SearchOptions, start: () => Worker = startWorker): Search {
  return new ThreadedSearch(options, start)
}

interface Waiter {
  resolve(thread: SearchThread): void
  reject(error: Error): void
}

class ThreadedSearch implements Search {
  readonly #synonyms: string[][]
  readonly #withheldFrom: (reader: SearchReader) => string[]
  readonly #start: () => Worker
  readonly #threads = new Set<SearchThread>()
  #current: SearchThread | undefined
  #documents: SearchDocument[] = []
  #wanted: SearchDocument[] = []
  #running: Promise<void> = Promise.resolve()
  #queued: Promise<void> | undefined
  #waiters: Waiter[] = []
  #closed = false

  constructor({ synonyms, withheldFrom = () => [] }: SearchOptions, start: () => Worker) {
    this.#synonyms = synonyms
    this.#withheldFrom = withheldFrom
    this.#start = start
  }

  get size(): number {
    return this.#current?.size ?? 0
  }

  build(documents: SearchDocument[]): Promise<void> {
    if (this.#closed) return Promise.reject(closedError())
    this.#wanted = documents
    if (this.#queued) return this.#queued
    const queued = this.#running
      .catch(() => undefined)
      .then(() => {
        this.#queued = undefined
        return this.#replace(this.#wanted)
      })
    this.#queued = queued
    this.#running = queued
    return queued
  }

  query(request: Omit<SearchRequest, 'withheld'>): Promise<SearchAnswer> {
    const withheld = this.#withheldFrom(request.reader)
    return this.#withThread((thread) => thread.ask({ kind: 'query', request: { ...request, withheld } }))
  }

  suggest(text: string, reader: SearchReader, limit: number): Promise<Suggestion[]> {
    const withheld = this.#withheldFrom(reader)
    return this.#withThread((thread) => thread.ask({ kind: 'suggest', text, reader, limit, withheld }))
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#current = undefined
    this.#rejectWaiters(closedError())
    await Promise.all([...this.#threads].map((thread) => thread.stop('search was closed')))
  }

  /** Asks the current thread at once, without an await in which it could be replaced; before the first build it waits. */
  async #withThread<T>(ask: (thread: SearchThread) => Promise<T>): Promise<T> {
    if (this.#closed) throw closedError()
    if (this.#current) return ask(this.#current)
    return ask(await new Promise<SearchThread>((resolve, reject) => this.#waiters.push({ resolve, reject })))
  }

  /** Builds in a new thread while the old one goes on answering; then one assignment makes the new one current. */
  async #replace(documents: SearchDocument[]): Promise<void> {
    if (this.#closed) throw closedError()
    const thread = new SearchThread(this.#start(), () => this.#died(thread))
    this.#threads.add(thread)
    try {
      await thread.build(documents, this.#synonyms)
    } catch (error) {
      await this.#discard(thread, 'its build failed')
      if (!this.#current) this.#rejectWaiters(error as Error)
      throw error
    }
    const old = this.#current
    this.#current = thread
    this.#documents = documents
    for (const { resolve } of this.#waiters.splice(0)) resolve(thread)
    void old?.finish().then(() => this.#discard(old, 'it was replaced'))
  }

  async #discard(thread: SearchThread, why: string): Promise<void> {
    await thread.stop(why)
    this.#threads.delete(thread)
  }

  #died(thread: SearchThread): void {
    this.#threads.delete(thread)
    if (thread !== this.#current || this.#closed) return
    this.#current = undefined
    // Who waits for the rebuild hears of its failure; nobody waits for this promise itself.
    this.build(this.#queued ? this.#wanted : this.#documents).catch(() => undefined)
  }

  #rejectWaiters(error: Error): void {
    for (const { reject } of this.#waiters.splice(0)) reject(error)
  }
}

function closedError(): Error {
  return new Error('Search is closed')
}
