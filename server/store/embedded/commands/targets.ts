import type { Doc } from '../bson/values.ts'
import type { Context } from './context.ts'
import { type Selection, selected } from './selection.ts'

/** The documents a write concerns. */
export function targets({ view, limit }: Context, namespace: string, selection: Selection): Doc[] {
  return limit.run(() => selected(view.find(namespace, selection.query), selection))
}
