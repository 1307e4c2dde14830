/** The first place in `sorted`, at `from` or later, whose entry is not before the wanted one; the length when there is none. */
export function lowerBound<T>(sorted: readonly T[], isBefore: (entry: T) => boolean, from = 0): number {
  let low = from
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(sorted[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}

const FEW = 200

/** A copy of `sorted` with `fresh` in their places. A few are put in one by one, since comparing thousands takes long. */
export function merged<T>(sorted: readonly T[], fresh: readonly T[], compare: (a: T, b: T) => number): T[] {
  if (fresh.length > FEW) return [...sorted, ...fresh].sort(compare)
  const whole = sorted.slice()
  for (const one of fresh)
    whole.splice(
      lowerBound(whole, (other) => compare(other, one) < 0),
      0,
      one,
    )
  return whole
}

/** Compares by the order of code units, the same everywhere. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
