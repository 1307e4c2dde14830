import type { FileProblem } from '../content/problem.ts'
import type { House } from '../house.ts'
import type { Visit } from '../web/visit.ts'
import { fieldAt } from './field.ts'
import type { ItemForm } from './item-form.ts'
import { namesFor, withSlugs } from './names.ts'
import { type PrintedForm, printForm } from './print-form.ts'
import { type Data, type Posted, postedRows, readForm } from './read-form.ts'
import { schemaPath } from './words.ts'

/** The front matter that was filled in, with slugs where people typed names. Never throws for what was posted. */
export async function takeForm(house: House, visit: Visit, form: ItemForm, posted: Posted): Promise<Data> {
  const typed = readForm(form.fields, posted)
  return withSlugs(form.fields, typed, await namesFor(house, visit, form.fields, typed))
}

/** The form with `data` in it and what is wrong with that; after the button "Nog een regel" with the row that `posted` asks for. */
export async function showForm(
  house: House,
  visit: Visit,
  form: ItemForm,
  { data, problems = [], posted = {} }: { data: Data; problems?: readonly FileProblem[]; posted?: Posted },
): Promise<PrintedForm> {
  const names = await namesFor(house, visit, form.fields, data)
  const t = house.texts.in(visit.language, form.plugin)
  return printForm({ form, data, names, problems, rows: rowAskedIn(form, posted) }, t)
}

/** Whether the button "Nog een regel" was pressed, rather than one that saves. */
export const asksForRow = (posted: Posted) => typeof posted.add === 'string'

function rowAskedIn({ fields }: ItemForm, posted: Posted): Record<string, number> {
  const path = typeof posted.add === 'string' ? posted.add : ''
  const list = fieldAt(fields, schemaPath(path))
  return list?.kind === 'list' ? { [path]: postedRows(list, path, posted) + 1 } : {}
}
