import type {
  Edit,
  Explanation,
  IndexKind,
  Lessons,
  SearchAnswer,
  SearchDocument,
  SearchRequest,
  Suggestion,
  SuggestRequest,
} from '../engine/types.ts'
import type { Kept } from './kept-file.ts'

/** What a worker is told at its start. */
export interface Task {
  index: IndexKind
}

/**
 * Where the documents come from: a module whose `documents(from)` gives them one by one. The thread loads it by itself, so that
 * they do not pass through the main thread.
 */
export interface SearchSource {
  /** Address of the module, as `import.meta.url`. */
  module: string
  from: unknown
}

/** What that module exports. */
export interface SourceModule {
  documents(from: unknown): AsyncIterable<SearchDocument> | Iterable<SearchDocument>
}

/** What the main thread asks a worker. */
export type Question =
  | { kind: 'build'; source: SearchSource }
  | { kind: 'restore'; file: string }
  | { kind: 'keep'; file: string; kept: Kept }
  | { kind: 'edit'; edit: Edit }
  | { kind: 'learn'; lessons: Lessons }
  | { kind: 'query'; request: SearchRequest }
  | { kind: 'try-out'; lessons: Lessons; requests: SearchRequest[] }
  | { kind: 'explain'; request: SearchRequest; id: string }
  | { kind: 'suggest'; request: SuggestRequest }

export type Numbered = Question & { number: number }

export type Reply = { number: number; value: unknown } | { number: number; error: string }

/** What each kind of question gives back; an edit or a build gives the number of documents after it. */
export interface Answers {
  build: number
  restore: { kept: Kept; size: number }
  keep: undefined
  edit: number
  learn: undefined
  query: SearchAnswer
  'try-out': SearchAnswer[]
  explain: Explanation | undefined
  suggest: Suggestion[]
}
