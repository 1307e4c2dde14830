import type { Item } from '../content/item.ts'
import type { ItemTypes } from '../content/item-types.ts'
import { type BodyProblem, brokenInBody, type Known, unknownNames } from '../content/library-check.ts'
import { MarkdownRefused } from '../content/markdown.ts'

/** Something in an item that leads nowhere, or a step that cannot be walked. */
export type BrokenPlace =
  | BodyProblem
  /** A field of the front matter that names what is not there. */
  | { kind: 'no-name'; field: string; value: string }
  | { kind: 'refused' }

/** What is broken in an item, by the rules of `kenniskompas check`. Addresses elsewhere are not asked whether they are still there. */
export function brokenIn({ plugin, body, ...item }: Item, types: ItemTypes, known: Known): BrokenPlace[] {
  const type = types.of(plugin, item.type)
  if (!type) return []
  const names = unknownNames({ ...item, body }, type, known).map(({ field, values: { value } }) => ({
    kind: 'no-name' as const,
    field,
    value,
  }))
  try {
    return [...names, ...brokenInBody(plugin, body, known)]
  } catch (error) {
    if (!(error instanceof MarkdownRefused)) throw error
    return [...names, { kind: 'refused' }]
  }
}
