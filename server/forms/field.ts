import { z } from 'zod'
import type { Refers } from '../content/fields.ts'

interface Asked {
  /** The name in the front matter; the rows of a list have none of their own. */
  name: string
  required: boolean
  /** What holds when the front matter leaves it out. */
  preset?: unknown
}

/** One field of a form as data: what it asks, never how it looks. */
export type FormField = Asked &
  (
    | { kind: 'line'; max?: number }
    | { kind: 'long'; max?: number }
    | { kind: 'number'; whole: boolean }
    | { kind: 'day' }
    | { kind: 'address' }
    | { kind: 'switch' }
    | { kind: 'visibility' }
    | { kind: 'choice'; choices: string[] }
    | { kind: 'one'; refers: Refers }
    | { kind: 'several'; refers?: Refers; choices?: string[] }
    | { kind: 'list'; element: FormField; least: number; most: number }
    | { kind: 'group'; parts: FormField[] }
  )

/** What is asked of a field of one kind. */
export type FieldOf<Kind extends FormField['kind']> = Extract<FormField, { kind: Kind }>

/** More rows than this nobody fills in by hand, and nobody may make the server read. */
export const mostRows = 100

/** A text that may be longer than this gets a field of several lines. */
const longestLine = 200

/** What zod's JSON schema tells of one value, with our own metadata in it. */
interface Shape {
  type?: string
  format?: string
  enum?: unknown[]
  default?: unknown
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: Shape
  prefixItems?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  refers?: Refers
  asks?: 'visibility'
}

/** The fields that a form asks for `schema`, in its order. @throws for a shape that no form can ask for, with its name */
export function formFields(schema: z.ZodObject): FormField[] {
  return partsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape)
}

const partsOf = ({ properties = {}, required = [] }: Shape): FormField[] =>
  Object.entries(properties).map(([name, shape]) => fieldOf(name, shape, required.includes(name)))

function fieldOf(name: string, shape: Shape, required: boolean): FormField {
  const asked = { name, required, ...(shape.default !== undefined && { preset: shape.default }) }
  if (shape.asks) return { ...asked, kind: shape.asks }
  if (shape.refers) return { ...asked, kind: 'one', refers: shape.refers }
  if (shape.format === 'date') return { ...asked, kind: 'day' }
  if (shape.format === 'uri') return { ...asked, kind: 'address' }
  if (shape.enum) return { ...asked, kind: 'choice', choices: shape.enum.map(String) }
  switch (shape.type) {
    case 'string':
      return { ...asked, ...textOf(shape) }
    case 'integer':
    case 'number':
      return { ...asked, kind: 'number', whole: shape.type === 'integer' }
    case 'boolean':
      return { ...asked, kind: 'switch' }
    case 'array':
      return { ...asked, ...rowsOf(shape) }
    case 'object':
      if (shape.properties) return { ...asked, kind: 'group', parts: partsOf(shape) }
  }
  throw new Error(`a form cannot ask for "${name}": give it another shape`)
}

function textOf({ maxLength }: Shape) {
  const kind = maxLength === undefined || maxLength > longestLine ? ('long' as const) : ('line' as const)
  return { kind, ...(maxLength !== undefined && { max: maxLength }) }
}

/** Of which there are few is ticked in one list; the rest is filled in row by row. */
const ticked = new Set<Refers | undefined>(['theme', 'audience', 'unit'])

function rowsOf({ items, prefixItems, minItems = 0, maxItems = mostRows }: Shape) {
  const row = prefixItems?.[0] ?? items ?? {}
  if (prefixItems) {
    const { length } = prefixItems
    return { kind: 'list' as const, element: fieldOf('', row, true), least: length, most: length }
  }
  if (row.enum) return { kind: 'several' as const, choices: row.enum.map(String) }
  if (row.refers && ticked.has(row.refers)) return { kind: 'several' as const, refers: row.refers }
  const most = Math.min(maxItems, mostRows)
  return { kind: 'list' as const, element: fieldOf('', row, true), least: minItems, most }
}

/** The field at a path of the schema, such as `legalBasis.label`; undefined when there is none. */
export function fieldAt(fields: readonly FormField[], path: string): FormField | undefined {
  const [name, ...further] = path.split('.')
  const field = fields.find((one) => one.name === name)
  if (further.length === 0) return field
  const inside = field?.kind === 'list' ? field.element : field
  return inside?.kind === 'group' ? fieldAt(inside.parts, further.join('.')) : undefined
}
