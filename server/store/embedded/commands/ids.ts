import { isDoc, typeName } from '../bson/values.ts'
import { MongoError } from '../errors.ts'

/** @throws MongoError 53 (InvalidIdField) or 52 for a value that cannot be an `_id` */
export function checkId(id: unknown): void {
  const type = typeName(id)
  if (type === 'array' || type === 'regex' || type === 'undefined') {
    throw new MongoError(53, `The '_id' value cannot be of type ${type}`)
  }
  const operator = isDoc(id) ? Object.keys(id).find((name) => name.startsWith('$')) : undefined
  if (operator)
    throw new MongoError(52, `_id fields may not contain '$'-prefixed fields: ${operator} is not valid for storage.`)
}
