import { approximate, wholeNumber } from '../bson/numbers.ts'
import { splitPath } from '../bson/paths.ts'
import { type Doc, isDoc, isNumeric, truthy } from '../bson/values.ts'
import { MongoError, typeMismatch } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import type { IndexSpec } from './index-tree.ts'
import { checkPartialFilter } from './partial-filter.ts'

const KNOWN_OPTIONS = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'v',
  'ns',
  'background',
  'hidden',
])

/**
 * Check an index definition of `createIndexes`.
 * @throws MongoError 67 (CannotCreateIndex) for kinds of indexes this server does not have, 197 for unknown options
 */
export function parseIndex(definition: Doc, namespace: string): IndexSpec {
  const { key, name, partialFilterExpression, expireAfterSeconds } = definition
  if (!isDoc(key) || Object.keys(key).length === 0) throw new MongoError(67, 'Index keys cannot be empty.')
  if (typeof name !== 'string' || name === '') {
    throw new MongoError(9, `The 'name' field is a required property of an index specification on ${namespace}`)
  }
  const unknown = Object.keys(definition).find((option) => !KNOWN_OPTIONS.has(option))
  if (unknown && !isDefault(unknown, definition[unknown])) {
    throw new MongoError(197, `The field '${unknown}' is not valid for an index specification on this server`)
  }
  const partial = parsePartial(partialFilterExpression)
  if (partial && truthy(definition.sparse)) {
    throw new MongoError(67, 'cannot mix "partialFilterExpression" and "sparse" options')
  }
  return {
    name,
    fields: Object.entries(key).map(([path, direction]) => parseField(path, direction)),
    unique: truthy(definition.unique),
    sparse: truthy(definition.sparse),
    partial,
    expireAfterSeconds: parseExpiry(expireAfterSeconds, key),
    definition: { v: 2, key, name, ...options(definition) },
  }
}

function parsePartial(filter: unknown): IndexSpec['partial'] {
  if (filter === undefined) return undefined
  if (!isDoc(filter)) throw typeMismatch("The field 'partialFilterExpression' must be an object")
  checkPartialFilter(filter)
  return { filter, matches: compileFilter(filter) }
}

/** A collation that compares bytes is no collation at all. */
function isDefault(option: string, value: unknown): boolean {
  return option === 'collation' && isDoc(value) && value.locale === 'simple'
}

function options(definition: Doc): Doc {
  const kept = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds']
  return Object.fromEntries(Object.entries(definition).filter(([option]) => kept.includes(option)))
}

function parseField(path: string, direction: unknown): IndexSpec['fields'][number] {
  if (typeof direction === 'string')
    throw new MongoError(67, `Index type '${direction}' is not supported by this server`)
  if (!isNumeric(direction) || approximate(direction) === 0) {
    throw new MongoError(67, `Values in the index key pattern cannot be 0.`)
  }
  if (path.includes('$**')) throw new MongoError(67, 'Wildcard indexes are not supported by this server')
  if (path === '' || path.startsWith('$') || path.split('.').includes('')) {
    throw new MongoError(67, `Index key contains an illegal field name: '${path}'`)
  }
  return { path: splitPath(path), direction: approximate(direction) > 0 ? 1 : -1 }
}

function parseExpiry(value: unknown, key: Doc): number | undefined {
  if (value === undefined) return undefined
  const seconds = wholeNumber(value)
  if (seconds === undefined || seconds < 0) {
    throw new MongoError(67, "TTL index 'expireAfterSeconds' option must be numeric and not negative")
  }
  if (Object.keys(key).length > 1) {
    throw new MongoError(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL.')
  }
  return seconds
}
