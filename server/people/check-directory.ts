import type { z } from 'zod'
import type { Flaw } from '../store/flaw.ts'
import type { Store } from '../store/store.ts'
import { Person, Unit } from './person.ts'
import { worksIn } from './works-in.ts'

interface Row {
  _id: string
}

/** Whether persons and units are what they should be, and name only each other. */
export async function* checkDirectory({ connection }: Store): AsyncIterable<Flaw> {
  const persons = await connection.collection<Row>('persons').find().sort({ _id: 1 }).toArray()
  const units = await connection.collection<Row>('units').find().sort({ _id: 1 }).toArray()
  const known = { persons: idsOf(persons), units: idsOf(units) }
  for (const row of persons) yield* flawsOf(row, 'persons', Person, (person) => unknownAround(person, known))
  const parents = new Map(units.map((row) => [row._id, (row as Row & Partial<Unit>).parent]))
  for (const row of units) yield* flawsOf(row, 'units', Unit, (unit) => unknownAbove(unit, parents))
}

const idsOf = (rows: Row[]) => new Set(rows.map(({ _id }) => _id))

function flawsOf<T extends { slug: string }>(
  { _id, ...row }: Row,
  collection: string,
  schema: z.ZodType<T>,
  references: (row: T) => string[],
): Flaw[] {
  const where = `${collection} ${_id}`
  const parsed = schema.safeParse(row)
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ where, what: `${path.join('.')}: ${message}` }))
  }
  const named = parsed.data.slug === _id ? [] : [`is called ${parsed.data.slug} inside`]
  return [...named, ...references(parsed.data)].map((what) => ({ where, what }))
}

function unknownAround(
  { leads, deputy, ...person }: Person,
  known: { persons: Set<string>; units: Set<string> },
): string[] {
  const units = [...worksIn(person), ...leads]
    .filter((slug) => !known.units.has(slug))
    .map((slug) => `names unit "${slug}", which is not there`)
  const noDeputy = deputy !== undefined && !known.persons.has(deputy)
  return noDeputy ? [...units, `names deputy "${deputy}", who is not there`] : units
}

function unknownAbove({ slug, parent }: Unit, parents: Map<string, string | undefined>): string[] {
  if (parent === undefined) return []
  if (!parents.has(parent)) return [`lies under unit "${parent}", which is not there`]
  return isAbove(slug, slug, parents) ? ['lies under itself'] : []
}

/** Whether `above` is met on the way up from `slug`. */
function isAbove(above: string, slug: string, parents: Map<string, string | undefined>): boolean {
  const passed = new Set<string>()
  for (let unit = parents.get(slug); unit !== undefined && !passed.has(unit); unit = parents.get(unit)) {
    if (unit === above) return true
    passed.add(unit)
  }
  return false
}
