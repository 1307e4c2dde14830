import type { Doc } from '../bson/values.ts'

/** What an expression is evaluated against; `variables` are those of `$let`, `$map`, `$lookup` and the like. */
export interface Environment {
  root: Doc
  variables: Doc
}

/** A compiled aggregation expression; undefined stands for a missing value. */
export type Expression = (environment: Environment) => unknown

/** Makes an expression of what a client wrote; forms get it to compile their parts. */
export type Compile = (spec: unknown) => Expression
