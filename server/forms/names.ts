import type { Refers } from '../content/fields.ts'
import { nameOf } from '../content/vocabulary.ts'
import type { House } from '../house.ts'
import type { Visit } from '../web/visit.ts'
import type { FormField } from './field.ts'
import type { Data } from './read-form.ts'

/** Something that a field may name: its slug, and how people call it. */
export interface Named {
  value: string
  name: string
  /** What tells two of one name apart, such as somebody's function. */
  more?: string
}

/** What the fields of a form may name. Of items, which are many, only those that the form names already. */
export type Names = Record<Refers, Named[]>

const itemId = /^[a-z0-9-]+\/[a-z0-9-]+$/

/** All that `data` may name, for this visit; `data` may hold titles or addresses where it should hold ids. */
export async function namesFor(house: House, visit: Visit, fields: readonly FormField[], data: Data): Promise<Names> {
  const { directory, reference } = house
  const { themes, audiences } = reference.vocabulary
  const words = (list: typeof audiences) =>
    list.map(({ slug }) => ({ value: slug, name: nameOf(list, slug, visit.language) }))
  const colleagues = directory.persons.filter((person) => person.active)
  return {
    person: byName(
      colleagues.map(({ slug, name, function: more, unit }) => ({
        value: slug,
        name,
        more: [more, directory.unit(unit)?.name].filter(Boolean).join(' · '),
      })),
    ),
    unit: byName(directory.units.map(({ slug, name }) => ({ value: slug, name }))),
    theme: byName(words(themes)),
    audience: words(audiences),
    amount: reference.amounts.keys().map((key) => {
      const { label = key, value = '' } = reference.amounts.get(key) ?? {}
      return { value: key, name: label, more: value }
    }),
    item: await itemsNamed(house, visit, fields, data),
  }
}

const byName = (all: Named[]) => all.sort((one, other) => one.name.localeCompare(other.name, 'nl'))

async function itemsNamed(house: House, visit: Visit, fields: readonly FormField[], data: Data): Promise<Named[]> {
  const named = namedIn(fields, data, 'item')
  if (named.length === 0) return []
  const ids = named.map(idIn).filter((id) => id !== undefined)
  const found = await house.items.find({ $or: [{ _id: { $in: ids } }, { title: { $in: named } }] }, visit.reader)
  return found.map(({ id, title }) => ({ value: id, name: title }))
}

const inBrackets = (text: string) => /\(([^()\s]+)\)$/.exec(text)?.[1]

/** The id in `Titel (plugin/slug)`, in a pasted address, or as it is. */
function idIn(text: string): string | undefined {
  const id = inBrackets(text) ?? (URL.canParse(text) ? new URL(text).pathname : text)
  const lastTwo = id.replace(/\/$/, '').split('/').slice(-2).join('/')
  return itemId.test(lastTwo) ? lastTwo : undefined
}

/** What stands in a field for `value`: the name, with the slug when the name alone would not lead back to it. */
export function shownAs(refers: Refers, value: string, names: Names): string {
  const name = names[refers].find((one) => one.value === value)?.name
  if (name === undefined) return value
  return refers === 'item' || find(refers, name, names) !== value ? `${name} (${value})` : name
}

/** The slug of what somebody typed: a slug, an exact name, or both; the text itself when nothing goes by it. */
function slugOf(refers: Refers, text: string, names: Names): string {
  const slug = refers === 'item' ? idIn(text) : find(refers, inBrackets(text) ?? text, names)
  return find(refers, text, names) ?? slug ?? text
}

function find(refers: Refers, text: string, names: Names): string | undefined {
  const known = names[refers]
  if (known.some(({ value }) => value === text)) return text
  const same = known.filter(({ name }) => name.toLowerCase() === text.toLowerCase())
  return same.length === 1 ? same[0]?.value : undefined
}

/** `data` with slugs where people typed names. */
export function withSlugs(fields: readonly FormField[], data: Data, names: Names): Data {
  return mapNames(fields, data, (refers, text) => slugOf(refers, text, names))
}

function namedIn(fields: readonly FormField[], data: Data, wanted: Refers): string[] {
  const named: string[] = []
  mapNames(fields, data, (refers, text) => {
    if (refers === wanted) named.push(text)
    return text
  })
  return named
}

/** `data` with every name in it changed by `change`. */
function mapNames(fields: readonly FormField[], data: Data, change: (refers: Refers, text: string) => string): Data {
  const changed = fields
    .filter(({ name }) => Object.hasOwn(data, name))
    .map((field) => [field.name, mapName(field, data[field.name], change)])
  return { ...data, ...Object.fromEntries(changed) }
}

function mapName(field: FormField, value: unknown, change: (refers: Refers, text: string) => string): unknown {
  if (field.kind === 'one' && typeof value === 'string') return change(field.refers, value)
  if (field.kind === 'list' && Array.isArray(value)) return value.map((row) => mapName(field.element, row, change))
  if (field.kind === 'group' && isData(value)) return mapNames(field.parts, value, change)
  return value
}

export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
