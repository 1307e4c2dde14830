import { BSONRegExp } from 'bson'
import { wholeNumber } from '../../bson/numbers.ts'
import { field, isDoc, isNumeric, typeName } from '../../bson/values.ts'
import { MongoError } from '../../errors.ts'
import { regexOf, toJavaScript } from '../../pattern/regex.ts'
import { toText } from './conversions.ts'
import { between, exactly, type FunctionEntry, isNullish, variadic } from './define.ts'

function text(name: string, value: unknown, code: number): string {
  if (typeof value === 'string') return value
  throw new MongoError(code, `${name} only supports strings, not ${typeName(value)}`)
}

/** Numbers and dates count as their text where a text is wanted, missing as an empty one. */
function coerced(value: unknown): string {
  const scalar = typeof value === 'string' || isNumeric(value) || value instanceof Date
  if (isNullish(value)) return ''
  if (scalar) return toText(value)
  throw new MongoError(16007, `can't convert from BSON type ${typeName(value)} to String`)
}

function concat(values: unknown[]): unknown {
  return values.some(isNullish) ? null : values.map((value) => text('$concat', value, 16702)).join('')
}

/** Only ASCII letters change case, as in MongoDB. */
function lower(value: unknown): string {
  return coerced(value).replace(/[A-Z]+/g, (part) => part.toLowerCase())
}

function upper(value: unknown): string {
  return coerced(value).replace(/[a-z]+/g, (part) => part.toUpperCase())
}

/** By code point, as `$substrCP`. */
function substring(value: unknown, start: unknown, count: unknown): string {
  const [from, length] = [wholeNumber(start), wholeNumber(count)]
  if (from === undefined || length === undefined || from < 0 || length < 0) {
    throw new MongoError(34450, '$substrCP: starting index and length must be non-negative whole numbers')
  }
  return [...coerced(value)].slice(from, from + length).join('')
}

function split(value: unknown, separator: unknown): unknown {
  if (isNullish(value) || isNullish(separator)) return null
  const source = text('$split', value, 40085)
  if (text('$split', separator, 40086) === '') throw new MongoError(40087, '$split requires a non-empty separator')
  return source.split(separator as string)
}

function indexOf(value: unknown, wanted: unknown): unknown {
  if (isNullish(value)) return null
  const source = text('$indexOfCP', value, 40093)
  const found = source.indexOf(text('$indexOfCP', wanted, 40094))
  return found < 0 ? -1 : [...source.slice(0, found)].length
}

function trim(name: string, start: boolean, end: boolean): (argument: unknown) => unknown {
  return (argument) => {
    if (!isDoc(argument)) throw new MongoError(50696, `${name} only supports an object as an argument`)
    const input = field(argument, 'input')
    if (isNullish(input)) return null
    const given = field(argument, 'chars')
    const characters = new Set(
      isNullish(given)
        ? '\0\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'
        : text(name, given, 50700),
    )
    const points = [...text(name, input, 50699)]
    while (start && points.length > 0 && characters.has(points[0] as string)) points.shift()
    while (end && points.length > 0 && characters.has(points.at(-1) as string)) points.pop()
    return points.join('')
  }
}

function regexMatch(argument: unknown): boolean {
  if (!isDoc(argument)) throw new MongoError(51103, '$regexMatch expects an object of named arguments')
  const { input, regex, options } = argument
  if (isNullish(input) || isNullish(regex)) return false
  if (typeof regex !== 'string' && !(regex instanceof BSONRegExp)) {
    throw new MongoError(51105, "$regexMatch needs 'regex' to be of type string or regex")
  }
  const { pattern, options: flags } = regexOf(regex, options ?? undefined)
  return toJavaScript(pattern, flags).test(text('$regexMatch', input, 51104))
}

function replace(name: string, all: boolean): (argument: unknown) => unknown {
  return (argument) => {
    if (!isDoc(argument)) throw new MongoError(51751, `${name} requires an object as an argument`)
    const { input, find, replacement } = argument
    if (isNullish(input) || isNullish(find) || isNullish(replacement)) return null
    const source = text(name, input, 51746)
    const wanted = text(name, find, 51745)
    const put = text(name, replacement, 51744)
    return all ? source.replaceAll(wanted, () => put) : source.replace(wanted, () => put)
  }
}

function compareIgnoringCase(a: unknown, b: unknown): number {
  const [x, y] = [upper(a), upper(b)]
  return Math.sign(Buffer.compare(Buffer.from(x), Buffer.from(y)))
}

export const STRINGS: FunctionEntry[] = [
  variadic('$concat', concat),
  exactly(1, '$toLower', lower),
  exactly(1, '$toUpper', upper),
  exactly(3, '$substrCP', substring),
  exactly(2, '$split', split),
  between(2, 2, '$indexOfCP', indexOf),
  exactly(1, '$strLenCP', (value) => [...text('$strLenCP', value, 34471)].length),
  exactly(1, '$strLenBytes', (value) => Buffer.byteLength(text('$strLenBytes', value, 34473))),
  exactly(2, '$strcasecmp', compareIgnoringCase),
  exactly(1, '$trim', trim('$trim', true, true)),
  exactly(1, '$ltrim', trim('$ltrim', true, false)),
  exactly(1, '$rtrim', trim('$rtrim', false, true)),
  exactly(1, '$regexMatch', regexMatch),
  exactly(1, '$replaceOne', replace('$replaceOne', false)),
  exactly(1, '$replaceAll', replace('$replaceAll', true)),
]
