import { ObjectId } from 'bson'
import { isDoc, typeName } from '../../bson/values.ts'
import { MongoError } from '../../errors.ts'
import { exactly, type FunctionEntry, isNullish } from './define.ts'
import { dateParts, formatDate } from './time-zones.ts'

function dateOf(value: unknown): Date {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  throw new MongoError(16006, `can't convert from BSON type ${typeName(value)} to Date`)
}

/** A part of a date; the argument is the date, or `{ date, timezone }`. */
function part(name: string, read: (parts: ReturnType<typeof dateParts>) => number): FunctionEntry {
  return exactly(1, name, (argument) => {
    const { date, timezone } = isDoc(argument) ? argument : { date: argument, timezone: undefined }
    if (isNullish(date) || timezone === null) return null
    return read(dateParts(dateOf(date), timezone))
  })
}

function toText(argument: unknown): unknown {
  if (!isDoc(argument)) throw new MongoError(18629, '$dateToString only supports an object as its argument')
  const unknown = Object.keys(argument).find((name) => !['date', 'format', 'timezone', 'onNull'].includes(name))
  if (unknown) throw new MongoError(18534, `Unrecognized argument to $dateToString: ${unknown}`)
  if (!Object.hasOwn(argument, 'date')) throw new MongoError(18628, "Missing 'date' parameter to $dateToString")
  const { date, format, timezone, onNull } = argument
  if (isNullish(date)) return onNull ?? null
  if (timezone === null || format === null) return null
  if (format !== undefined && typeof format !== 'string') {
    throw new MongoError(18533, `$dateToString requires that 'format' be a string, found: ${typeName(format)}`)
  }
  const standard = timezone === undefined ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L'
  return formatDate(dateParts(dateOf(date), timezone), format ?? standard)
}

export const DATES: FunctionEntry[] = [
  part('$year', (parts) => parts.year),
  part('$month', (parts) => parts.month),
  part('$dayOfMonth', (parts) => parts.day),
  part('$hour', (parts) => parts.hour),
  part('$minute', (parts) => parts.minute),
  part('$second', (parts) => parts.second),
  part('$millisecond', (parts) => parts.millisecond),
  part('$dayOfWeek', (parts) => parts.weekday + 1),
  part('$isoDayOfWeek', (parts) => parts.weekday || 7),
  part('$dayOfYear', (parts) => parts.dayOfYear),
  exactly(1, '$dateToString', toText),
]
