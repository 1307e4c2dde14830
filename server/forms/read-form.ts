import { isDeepStrictEqual } from 'node:util'
import { type FieldOf, type FormField, fieldAt, mostRows } from './field.ts'
import { schemaPath } from './words.ts'

/** A form as it was posted: names such as `product.uri` and `legalBasis.0.label`, each with one value or several. */
export type Posted = Readonly<Record<string, unknown>>

/** Front matter as somebody typed it: plain JSON, perhaps not yet good. */
export type Data = Record<string, unknown>

/** More boxes than this nobody ticks under one name. */
const mostValues = 1000

/**
 * The front matter that was filled in, in the order of `fields`. What is empty and what holds anyway is left out, names that
 * are no field are passed over, and text stays as typed where it is no number or day.
 */
export function readForm(fields: readonly FormField[], posted: Posted): Data {
  return readParts(fields, posted, '') ?? {}
}

/** How many rows the list has that somebody asked one more of, by its path. */
export function rowsAskedFor(fields: readonly FormField[], posted: Posted): Record<string, number> {
  const path = typeof posted.add === 'string' ? posted.add : ''
  const list = fieldAt(fields, schemaPath(path))
  return list?.kind === 'list' ? { [path]: postedRows(list, path, posted) + 1 } : {}
}

/** How many rows of `list` were posted under `path`, filled in or not. */
function postedRows({ element }: FieldOf<'list'>, path: string, posted: Posted): number {
  if (element.kind !== 'group') return Math.min(valuesIn(posted, path).length, mostRows)
  return Math.max(0, ...rowNumbers(posted, path).map((number) => number + 1))
}

function readParts(fields: readonly FormField[], posted: Posted, under: string): Data | undefined {
  const filled = fields.flatMap((field) => {
    const value = readField(field, posted, under + field.name)
    return value === undefined || isDeepStrictEqual(value, field.preset) ? [] : [[field.name, value] as const]
  })
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}

function readField(field: FormField, posted: Posted, path: string): unknown {
  switch (field.kind) {
    case 'several':
      return filledIn(valuesAt(posted, path))
    case 'list':
      return filledIn(readRows(field, posted, path))
    case 'group':
      return readParts(field.parts, posted, `${path}.`)
    case 'visibility':
      return valuesAt(posted, path)[0] === 'units' ? valuesAt(posted, `${path}.units`) : valuesAt(posted, path)[0]
    default:
      return readValue(field, valuesAt(posted, path)[0])
  }
}

const filledIn = <T>(values: T[]) => (values.length > 0 ? values : undefined)

function readRows({ element }: FieldOf<'list'>, posted: Posted, path: string): unknown[] {
  const rows =
    element.kind === 'group'
      ? rowNumbers(posted, path).map((number) => readParts(element.parts, posted, `${path}.${number}.`))
      : valuesAt(posted, path).map((value) => readValue(element, value))
  return rows.filter((row) => row !== undefined).slice(0, mostRows)
}

/** The numbers of the rows that stand in names such as `legalBasis.0.label`, in order. */
function rowNumbers(posted: Posted, path: string): number[] {
  const numbers = Object.keys(posted)
    .filter((name) => name.startsWith(`${path}.`))
    .map((name) => /^\d{1,4}/.exec(name.slice(path.length + 1))?.[0])
    .filter((number) => number !== undefined)
  return [...new Set(numbers.map(Number))].sort((one, other) => one - other).slice(0, mostRows)
}

function readValue(field: FormField, text: string | undefined): unknown {
  if (text === undefined) return undefined
  if (field.kind === 'number') return asNumber(text)
  if (field.kind === 'day') return asDay(text)
  if (field.kind === 'switch') return text === 'yes' ? true : text === 'no' ? false : text
  return text
}

/** `2,5` and `2.5` are numbers; whatever is not comes back as it is. */
const asNumber = (text: string) => (/^-?\d{1,15}([.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : text)

/** `22-11-2026`, as people type it, becomes `2026-11-22`. */
function asDay(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text) ?? []
  return day && month ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}

/** What stands under a name, without what is empty; line ends as front matter has them. */
const valuesAt = (posted: Posted, name: string): string[] =>
  valuesIn(posted, name)
    .map((value) => value.replaceAll('\r\n', '\n').trim())
    .filter((value) => value !== '')

const valuesIn = (posted: Posted, name: string): string[] =>
  [Object.hasOwn(posted, name) ? posted[name] : []]
    .flat()
    .filter((value) => typeof value === 'string')
    .slice(0, mostValues)
