import { wholeNumber } from '../bson/numbers.ts'
import { type Doc, isDoc } from '../bson/values.ts'
import { badValue, MongoError } from '../errors.ts'
import { compileElement } from './filter.ts'

/** `{ $slice: … }`, `{ $elemMatch: … }` or `{ $meta: … }` as a value of a find projection. */
export function isArrayProjection(value: unknown): boolean {
  if (!isDoc(value)) return false
  const [operator] = Object.keys(value)
  return (
    (operator === '$slice' && !isSliceExpression(value.$slice)) || operator === '$elemMatch' || operator === '$meta'
  )
}

/** With an array of which the first part is no number, `$slice` is the expression of that name. */
function isSliceExpression(operand: unknown): boolean {
  return Array.isArray(operand) && (operand.length === 3 || wholeNumber(operand[0]) === undefined)
}

export function compileArrayProjection(path: string, value: Doc): (value: unknown) => unknown {
  if (Object.keys(value).length > 1) throw badValue(`>1 field in obj: ${path}`)
  if (Object.hasOwn(value, '$slice')) return sliceOf(value.$slice)
  if (Object.hasOwn(value, '$meta')) throw new MongoError(115, '$meta is not supported by this server')
  if (path.includes('.')) throw new MongoError(31275, 'Cannot use $elemMatch projection on a nested field.')
  const matches = compileElement(value.$elemMatch)
  return (array) => {
    if (!Array.isArray(array)) return undefined
    const found = array.findIndex(matches)
    return found < 0 ? undefined : [array[found]]
  }
}

function sliceOf(operand: unknown): (value: unknown) => unknown {
  const parts = (Array.isArray(operand) ? operand : [operand]).map(wholeNumber)
  const [first, second] = parts
  if (parts.length > 2 || parts.some((part) => part === undefined) || first === undefined) {
    throw new MongoError(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax.')
  }
  if (second !== undefined && second <= 0) {
    throw new MongoError(28724, `First argument to $slice must be an array, and the limit positive: ${second}`)
  }
  return (value) => {
    if (!Array.isArray(value)) return value
    if (second === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first)
    const start = first >= 0 ? first : Math.max(0, value.length + first)
    return value.slice(start, start + second)
  }
}
