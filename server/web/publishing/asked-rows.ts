import type { FieldOf } from '../../forms/field.ts'
import type { ItemForm } from '../../forms/item-form.ts'
import { type Posted, postedRows } from '../../forms/read-form.ts'

/** How many rows the list has that somebody asked one more of. */
export function rowsAskedFor({ fields }: ItemForm, posted: Posted): Record<string, number> {
  const list = fields.find((field) => field.name === posted.add)
  if (list?.kind !== 'list') return {}
  return { [list.name]: postedRows(list as FieldOf<'list'>, list.name, posted) + 1 }
}
