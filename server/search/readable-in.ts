import { Readable } from './readable.ts'
import type { SearchDocument, SearchReader } from './types.ts'
import type { VisibilityClasses } from './visibility-classes.ts'
import type { Counts } from './vocabulary.ts'

const mostRemembered = 50

/**
 * Gives a function that tells what a reader may see of `documents`, without those that are withheld.
 * @param countsIn the counts that the document at a place takes part in
 */
export function readableIn(
  documents: SearchDocument[],
  classes: VisibilityClasses,
  countsIn: (place: number) => Iterable<Counts>,
): (reader: SearchReader, withheld?: readonly string[]) => Readable {
  const places = new Map(documents.map(({ id }, at) => [id, at]))
  const remembered = new Map<string, ReadonlyMap<Counts, number>>()

  /** How many of the documents at `gone` each count holds; worked out once for all who miss the same, since a thousand take half a second. */
  function heldBy(gone: number[]): ReadonlyMap<Counts, number> {
    const key = gone.join()
    const held = remembered.get(key) ?? total(gone.map(countsIn))
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(key, held)
    return held
  }

  return (reader, withheld = []) => {
    const allowed = classes.allowedTo(reader)
    const gone = withheld.flatMap((id) => places.get(id) ?? []).filter((at) => allowed[classes.of[at] ?? -1])
    return new Readable(allowed, classes.of, new Set(gone), heldBy(gone))
  }
}

function total(all: Array<Iterable<Counts>>): Map<Counts, number> {
  const held = new Map<Counts, number>()
  for (const one of all) for (const counts of one) held.set(counts, (held.get(counts) ?? 0) + 1)
  return held
}
