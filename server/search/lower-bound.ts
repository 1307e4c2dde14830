/** The first place in `sorted`, from `from` on, whose entry is not before the wanted one; the length when there is none. */
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

/** `sorted` with `fresh` among it: a copy with few comparisons, since a list of thousands gets a handful of new entries. */
export function merged<T>(sorted: readonly T[], fresh: readonly T[], compare: (a: T, b: T) => number): T[] {
  const whole: T[] = []
  let done = 0
  for (const one of fresh.toSorted(compare)) {
    const place = lowerBound(sorted, (other) => compare(other, one) < 0, done)
    for (; done < place; done++) whole.push(sorted[done] as T)
    whole.push(one)
  }
  for (; done < sorted.length; done++) whole.push(sorted[done] as T)
  return whole
}

/** Compares by the order of code units, the same everywhere. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
