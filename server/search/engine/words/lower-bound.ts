/** The first place in a sorted list, at `from` or later, whose entry is not before the wanted one; `to` when there is none. */
export function lowerBound<T>(
  sorted: readonly T[],
  isBefore: (entry: T) => boolean,
  from = 0,
  to = sorted.length,
): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(sorted[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}

const FEW = 200

/**
 * Puts `fresh` in their places in `sorted`. A few are put in one by one, the last first, without comparing or copying all others:
 * with a hundred thousand words that is what an edit would cost most.
 */
export function insert<T>(sorted: T[], fresh: readonly T[], compare: (a: T, b: T) => number): void {
  let end = sorted.length
  for (const one of fresh) sorted.push(one)
  if (fresh.length > FEW) {
    sorted.sort(compare)
    return
  }
  const inOrder = fresh.toSorted(compare)
  for (let room = inOrder.length; room > 0; room--) {
    const one = inOrder[room - 1] as T
    const at = lowerBound(sorted, (other) => compare(other, one) < 0, 0, end)
    for (let i = end - 1; i >= at; i--) sorted[i + room] = sorted[i] as T
    sorted[at + room - 1] = one
    end = at
  }
}

/** Compares by the order of code units, the same everywhere. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
