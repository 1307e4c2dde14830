/** The first place in `sorted` whose word is not before `wanted`; the length when there is none. */
export function lowerBound<T>(sorted: readonly T[], wordOf: (entry: T) => string, wanted: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (wordOf(sorted[middle] as T) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
