import { mayRead } from '../access/visibility.ts'
import type { SearchDocument, SearchReader } from './types.ts'

/** Documents with the same readers share a class, so that a rule is asked once per class and not once per document. */
export interface VisibilityClasses {
  /** The class of each document. */
  of: number[]
  /** For each class whether `reader` may see it. */
  allowedTo(reader: SearchReader): boolean[]
}

export function visibilityClasses(documents: SearchDocument[]): VisibilityClasses {
  const numbers = new Map<string, number>()
  const readers: Array<SearchDocument['readers']> = []
  const classes = documents.map((document) => {
    const key = JSON.stringify(document.readers)
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, readers.length)
    return readers.push(document.readers) - 1
  })
  return { of: classes, allowedTo: (reader) => readers.map((them) => mayRead(them, reader)) }
}
