import type { Worker } from 'node:worker_threads'
import type {
  Edit,
  Explanation,
  IndexKind,
  Lessons,
  SearchAnswer,
  SearchReader,
  SearchRequest,
  Suggestion,
  SuggestRequest,
} from './engine/types.ts'
import type { Kept } from './thread/kept-file.ts'
import type { SearchSource } from './thread/messages.ts'
import { SearchThread, type StartWorker, startWorker } from './thread/thread.ts'

/** What search makes of words: how it recognises a question, and a word or phrase. */
export { keyOfText } from './engine/question/question-key.ts'
export { type FilterWords, readTypedFilters, type TypedFilter } from './engine/question/typed-filters.ts'
export type {
  Edit,
  ExplainedWord,
  Explanation,
  FacetName,
  Facets,
  Filters,
  IndexKind,
  Lessons,
  Narrowing,
  SearchAnswer,
  SearchDocument,
  SearchHit,
  SearchReader,
  SearchRequest,
  Suggestion,
  SuggestRequest,
} from './engine/types.ts'
export { facetNames, indexKinds, unfiltered } from './engine/types.ts'
export { termsOfPhrase } from './engine/words/synonyms.ts'
export { answersWho, namesOfType } from './engine/words/type-words.ts'
export type { Kept } from './thread/kept-file.ts'
export type { SearchSource } from './thread/messages.ts'

/** A question as a page asks it; search itself adds what is withheld from who asks. */
export type SearchQuestion = Omit<SearchRequest, 'withheld'>

/** The door of search. Index, documents and questions live in a worker thread; this side only passes messages. */
export interface Search {
  /**
   * Indexes what `source` gives beside the present index and swaps in one step. A newer call replaces one that has not begun.
   * The source is read again when the thread died and a new one needs everything.
   */
  build(source: SearchSource): Promise<void>
  /**
   * Takes over the index that `keep` wrote to a file, and says up to where it goes; from then on `source` is read as after `build`.
   * @param mayTrust whether it belongs to the present store
   * @throws when the file is damaged, made by another version of the product, or not to be trusted
   */
  restore(file: string, source: SearchSource, mayTrust: (kept: Kept) => Promise<boolean>): Promise<Kept>
  /** Writes the index to a file, with what its reader must know of it. */
  keep(file: string, kept: Kept): Promise<void>
  /** Takes over what changed. It is findable when this resolves; a question sees all of an edit of 100 documents or nothing. */
  edit(edit: Edit): Promise<void>
  /** From now on answers by these lessons instead of the former. */
  learn(lessons: Lessons): Promise<void>
  /** Answers any text; waits for the first build. */
  query(request: SearchQuestion): Promise<SearchAnswer>
  /** Why a document stands where it stands for this question; undefined when it is not among what this reader finds. */
  explain(request: SearchQuestion, id: string): Promise<Explanation | undefined>
  /** What these questions would find by other lessons, in turns with the questions of readers, who notice nothing of it. */
  tryOut(lessons: Lessons, requests: SearchQuestion[]): Promise<SearchAnswer[]>
  /** Ways to go on from unfinished text, by kind. */
  suggest(request: Omit<SuggestRequest, 'withheld'>): Promise<Suggestion[]>
  /** Number of documents that can be found now. */
  readonly size: number
  /** Ends the worker; running and later calls are rejected. */
  close(): Promise<void>
}

export interface SearchOptions {
  lessons: Lessons
  /** Ids of documents that this reader may not see any more, though the index does not know that yet. Default: none. */
  withheldFrom?(reader: SearchReader): string[]
  /** Default: live. */
  index?: IndexKind
}

/**
 * Opens search without an index.
 * @param start how to start a worker; tests use it to end one
 */
export function openSearch(options: SearchOptions, start: StartWorker = startWorker): Search {
  return new ThreadedSearch(options, start)
}

/** So many questions are tried out before others have a turn. */
const TURN = 5

interface Waiter {
  resolve(thread: SearchThread): void
  reject(error: Error): void
}

class ThreadedSearch implements Search {
  readonly #withheldFrom: (reader: SearchReader) => string[]
  readonly #start: () => Worker
  readonly #threads = new Set<SearchThread>()
  #lessons: Lessons
  #current: SearchThread | undefined
  #source: SearchSource | undefined
  #running: Promise<unknown> = Promise.resolve()
  #queued: Promise<void> | undefined
  #waiters: Waiter[] = []
  #closed = false

  constructor({ lessons, withheldFrom = () => [], index = 'live' }: SearchOptions, start: StartWorker) {
    this.#lessons = lessons
    this.#withheldFrom = withheldFrom
    this.#start = () => start({ index })
  }

  get size(): number {
    return this.#current?.size ?? 0
  }

  build(source: SearchSource): Promise<void> {
    this.#source = source
    this.#queued ??= this.#inTurn(() => {
      this.#queued = undefined
      return this.#rebuild()
    })
    return this.#queued
  }

  restore(file: string, source: SearchSource, mayTrust: (kept: Kept) => Promise<boolean>): Promise<Kept> {
    this.#source = source
    return this.#inTurn(() =>
      this.#replace(async (thread) => {
        const kept = await thread.restore(file, this.#lessons)
        if (!(await mayTrust(kept))) throw new Error('the kept index is not of this store, or of long ago')
        return kept
      }),
    )
  }

  keep(file: string, kept: Kept): Promise<void> {
    return this.#inTurn(async () => {
      await this.#current?.ask({ kind: 'keep', file, kept })
    })
  }

  edit(edit: Edit): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#current) await this.#rebuild()
      await this.#current?.edit(edit)
    })
  }

  learn(lessons: Lessons): Promise<void> {
    return this.#inTurn(async () => {
      this.#lessons = lessons
      await this.#current?.ask({ kind: 'learn', lessons })
    })
  }

  /** Changes wait for one another, so that an edit that comes during a build is made to what was built. */
  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#running
      .catch(() => undefined)
      .then(() => {
        if (this.#closed) throw closedError()
        return change()
      })
    this.#running = turn
    return turn
  }

  query(request: SearchQuestion): Promise<SearchAnswer> {
    return this.#withThread((thread) => thread.ask({ kind: 'query', request: this.#complete(request) }))
  }

  explain(request: SearchQuestion, id: string): Promise<Explanation | undefined> {
    return this.#withThread((thread) => thread.ask({ kind: 'explain', request: this.#complete(request), id }))
  }

  async tryOut(lessons: Lessons, requests: SearchQuestion[]): Promise<SearchAnswer[]> {
    const answers: SearchAnswer[] = []
    for (let at = 0; at < requests.length; at += TURN) {
      const turn = requests.slice(at, at + TURN).map((request) => this.#complete(request))
      answers.push(...(await this.#withThread((thread) => thread.ask({ kind: 'try-out', lessons, requests: turn }))))
    }
    return answers
  }

  suggest(request: Omit<SuggestRequest, 'withheld'>): Promise<Suggestion[]> {
    return this.#withThread((thread) => thread.ask({ kind: 'suggest', request: this.#complete(request) }))
  }

  #complete<Asked extends { reader: SearchReader }>(request: Asked): Asked & { withheld: string[] } {
    return { ...request, withheld: this.#withheldFrom(request.reader) }
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

  async #rebuild(): Promise<void> {
    try {
      await this.#replace((thread) => thread.build(this.#source, this.#lessons))
    } catch (error) {
      if (!this.#current) this.#rejectWaiters(error as Error)
      throw error
    }
  }

  /** Fills a new thread while the old one goes on answering; then one assignment makes the new one current. */
  async #replace<T>(fill: (thread: SearchThread) => Promise<T>): Promise<T> {
    const thread = new SearchThread(this.#start(), () => this.#died(thread))
    this.#threads.add(thread)
    const filled = await fill(thread).catch(async (error: Error) => {
      await this.#discard(thread, 'it could not be filled')
      throw error
    })
    const old = this.#current
    this.#current = thread
    for (const { resolve } of this.#waiters.splice(0)) resolve(thread)
    void old?.finish().then(() => this.#discard(old, 'it was replaced'))
    return filled
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
    if (this.#source) this.build(this.#source).catch(() => undefined)
  }

  #rejectWaiters(error: Error): void {
    for (const { reject } of this.#waiters.splice(0)) reject(error)
  }
}

function closedError(): Error {
  return new Error('Search is closed')
}
