import type {
  Edit,
  IndexKind,
  Lessons,
  SearchAnswer,
  SearchDocument,
  SearchRequest,
  Suggestion,
  SuggestRequest,
} from '../engine/types.ts'

/** What a worker is told at its start. */
export interface Task {
  index: IndexKind
}

/** What the main thread asks a worker. Documents come in portions, so that sending them never holds up the main thread long. */
export type Question =
  | { kind: 'documents'; documents: SearchDocument[] }
  | { kind: 'build' }
  | { kind: 'edit'; edit: Edit }
  | { kind: 'learn'; lessons: Lessons }
  | { kind: 'query'; request: SearchRequest }
  | { kind: 'try-out'; lessons: Lessons; requests: SearchRequest[] }
  | { kind: 'suggest'; request: SuggestRequest }

export type Numbered = Question & { number: number }

export type Reply = { number: number; value: unknown } | { number: number; error: string }

/** What each kind of question gives back; a change gives the number of documents after it. */
export interface Answers {
  documents: undefined
  build: number
  edit: number
  learn: undefined
  query: SearchAnswer
  'try-out': SearchAnswer[]
  suggest: Suggestion[]
}
