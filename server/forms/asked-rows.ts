import { fieldAt } from './field.ts'
import type { ItemForm } from './item-form.ts'
import { type Posted, postedRows } from './read-form.ts'
import { schemaPath } from './words.ts'

/** How many rows the list has that somebody asked one more of, by its path. */
export function rowsAskedFor({ fields }: Pick<ItemForm, 'fields'>, posted: Posted): Record<string, number> {
  const path = typeof posted.add === 'string' ? posted.add : ''
  const list = fieldAt(fields, schemaPath(path))
  return list?.kind === 'list' ? { [path]: postedRows(list, path, posted) + 1 } : {}
}
