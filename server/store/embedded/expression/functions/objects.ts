import { type Doc, field, isDoc, setField, typeName } from '../../bson/values.ts'
import { MongoError } from '../../errors.ts'
import { exactly, type FunctionEntry, isNullish, variadic } from './define.ts'

function merge(values: unknown[]): Doc {
  const result: Doc = {}
  const parts = values.length === 1 && Array.isArray(values[0]) ? values[0] : values
  for (const part of parts) {
    if (isNullish(part)) continue
    if (!isDoc(part))
      throw new MongoError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(part)}`)
    for (const [name, value] of Object.entries(part)) setField(result, name, value)
  }
  return result
}

function toArray(value: unknown): unknown {
  if (isNullish(value)) return null
  if (!isDoc(value)) throw new MongoError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`)
  return Object.entries(value).map(([k, v]) => ({ k, v }))
}

function fromArray(value: unknown): unknown {
  if (isNullish(value)) return null
  if (!Array.isArray(value))
    throw new MongoError(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`)
  const result: Doc = {}
  for (const entry of value) {
    const [key, part] = Array.isArray(entry) ? entry : isDoc(entry) ? [field(entry, 'k'), field(entry, 'v')] : []
    if (typeof key !== 'string') throw new MongoError(40394, '$arrayToObject requires keys of type string')
    if (key.includes('\0')) throw new MongoError(4940400, 'Key field cannot contain an embedded null byte')
    setField(result, key, part)
  }
  return result
}

export const OBJECTS: FunctionEntry[] = [
  variadic('$mergeObjects', merge),
  exactly(1, '$objectToArray', toArray),
  exactly(1, '$arrayToObject', fromArray),
]
