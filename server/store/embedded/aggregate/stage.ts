import type { Doc } from '../bson/values.ts'

/** What a running pipeline may use besides the documents that flow through it. */
export interface Scope {
  /** The documents of another collection of the same database that match a filter. */
  find(collection: string, filter: Doc): Iterable<Doc>
  variables: Doc
}

/** A stage takes documents in and gives documents out, without changing any. */
export type Stage = (documents: Iterable<Doc>, scope: Scope) => Iterable<Doc>

/** Makes one stage of a whole pipeline; stages that hold pipelines of their own get it. */
export type CompilePipeline = (pipeline: unknown) => Stage

export type StageCompiler = (operand: never, compilePipeline: CompilePipeline) => Stage
