/** Links to the pages of a result: the first, the last and those around the present one. */
export function pagination(total: number, size: number, page: number, address: (page: number) => string) {
  const last = Math.max(1, Math.ceil(total / size))
  const near = [1, page - 1, page, page + 1, last].filter((number) => number >= 1 && number <= last)
  return {
    previous: page > 1 && page <= last ? address(page - 1) : null,
    next: page < last ? address(page + 1) : null,
    pages: [...new Set(near)].map((number, place, all) => ({
      label: String(number),
      url: address(number),
      current: number === page,
      isAfterGap: number > (all[place - 1] ?? 0) + 1,
    })),
  }
}
