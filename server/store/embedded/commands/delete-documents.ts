import type { Doc } from '../bson/values.ts'
import { recordId } from '../engine/table.ts'
import type { View } from '../engine/view.ts'
import { targets } from './update-documents.ts'

interface DeleteOptions {
  /** 1 for the first document only, 0 for all. */
  limit: number
  sort: Doc
  variables: Doc
}

/** Delete the documents a filter finds, and give them back. */
export function deleteDocuments(view: View, namespace: string, filter: Doc, options: DeleteOptions): Doc[] {
  const found = targets(view, namespace, filter, { one: options.limit === 1, ...options })
  view.claim(namespace, found.map(recordId))
  for (const document of found) view.remove(namespace, document)
  return found
}
