import type { House } from '../house.ts'
import type { Visit } from '../web/visit.ts'
import type { ItemForm } from './item-form.ts'
import { namesFor, withSlugs } from './names.ts'
import { type Data, type Posted, readForm } from './read-form.ts'

/** The front matter that was filled in, with slugs where people typed names. Never throws for what was posted. */
export async function takeForm(house: House, visit: Visit, { fields }: ItemForm, posted: Posted): Promise<Data> {
  const typed = readForm(fields, posted)
  return withSlugs(fields, typed, await namesFor(house, visit, fields, typed))
}
