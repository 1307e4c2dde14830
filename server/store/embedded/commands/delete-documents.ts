import type { Doc } from '../bson/values.ts'
import { recordId } from '../engine/table.ts'
import type { View } from '../engine/view.ts'

/** Delete documents, all of them or, when a transaction holds one, none. */
export function deleteDocuments(view: View, namespace: string, documents: Doc[]): void {
  view.claim(namespace, documents.map(recordId))
  for (const document of documents) view.remove(namespace, document)
}
