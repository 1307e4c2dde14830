import { ObjectId } from 'bson'
import { compilePipeline } from '../aggregate/pipeline.ts'
import { equal } from '../bson/compare.ts'
import { describe } from '../bson/describe.ts'
import { splitPath } from '../bson/paths.ts'
import { type Doc, field, isDoc } from '../bson/values.ts'
import { failedToParse, MongoError } from '../errors.ts'
import { equalities } from '../query/equalities.ts'
import { edit } from './edit.ts'
import { compileOperators } from './operators.ts'
import { type ArrayFilters, compileArrayFilters } from './positions.ts'

/** What an update makes of one document; `position` is the array index its filter matched, for the positional `$`. */
export interface Update {
  apply(document: Doc, position: (document: Doc) => number | undefined, inserting: boolean): Doc
  /** A whole new document instead of operators. */
  replaces: boolean
}

/**
 * Compile an update: operators, a replacement document or a pipeline.
 * @throws MongoError 9 for an unknown operator, 40 for two operators on one path, 66 when `_id` would change
 */
export function compileUpdate(update: unknown, filters: unknown = undefined, constants: Doc = {}): Update {
  if (Array.isArray(update)) {
    if (filters !== undefined) throw failedToParse('arrayFilters may not be specified for pipeline-style updates')
    return compileUpdatePipeline(update, constants)
  }
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array')
  const first = Object.keys(update)[0]
  if (first === undefined || !first.startsWith('$')) return compileReplacement(update)
  const arrayFilters: ArrayFilters = compileArrayFilters(filters)
  const operators = compileOperators(update, arrayFilters)
  return {
    replaces: false,
    apply: (document, position, inserting) => {
      const changed = operators(document, position, inserting)
      if (inserting) return changed
      return keepId(
        document,
        changed,
        (id) => `Performing an update on the path '_id' would modify the immutable field '_id'${id}`,
      )
    },
  }
}

function keepId(before: Doc, after: Doc, message: (value: string) => string): Doc {
  if (equal(field(before, '_id'), field(after, '_id'))) return after
  throw new MongoError(66, message(''))
}

function compileReplacement(replacement: Doc): Update {
  const operator = Object.keys(replacement).find((name) => name.startsWith('$'))
  if (operator) {
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    )
  }
  return {
    replaces: true,
    apply: (document) => {
      const id = field(document, '_id')
      if (id === undefined) return withIdFirst(replacement)
      const { _id: given = id, ...rest } = replacement
      if (equal(given, id)) return { _id: id, ...rest }
      throw new MongoError(
        66,
        `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${describe(given)}`,
      )
    },
  }
}

const UPDATE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'])

function compileUpdatePipeline(pipeline: unknown[], variables: Doc): Update {
  for (const stage of pipeline) {
    const name = isDoc(stage) ? Object.keys(stage)[0] : undefined
    if (!name || !UPDATE_STAGES.has(name))
      throw new MongoError(72, `${name} is not allowed to be used within an update`)
  }
  const stage = compilePipeline(pipeline)
  return {
    replaces: false,
    apply: (document, _, inserting) => {
      const [result = {}] = stage([document], { find: () => [], variables })
      if (inserting) return result
      const kept = Object.hasOwn(result, '_id') ? result : withIdFirst({ ...result, _id: document._id })
      return keepId(
        document,
        kept,
        () => "Performing an update on the path '_id' would modify the immutable field '_id'",
      )
    },
  }
}

function withIdFirst(document: Doc): Doc {
  const { _id, ...rest } = document
  return _id === undefined ? rest : { _id, ...rest }
}

/** The document an upsert inserts: the filter's equalities, changed by the update, with an `_id` in front. */
export function upsertDocument(filter: Doc, update: Update): Doc {
  let seed: Doc = {}
  for (const [name, value] of equalities(filter)) {
    if (update.replaces && name !== '_id') continue
    seed = edit(seed, splitPath(name), () => value, true)
  }
  const result = update.apply(seed, () => undefined, true)
  if (seed._id !== undefined && !equal(seed._id, result._id)) {
    throw new MongoError(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
  }
  return withIdFirst({ ...result, _id: result._id ?? new ObjectId() })
}
