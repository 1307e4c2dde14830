const DAY = 86_400_000
const QUARTER_DAYS = 92
const SOON_DAYS = 30

/** The values of the `fresh` facet, by number. */
export const freshnessNames = ['checked-this-quarter', 'overdue', 'due'] as const
export const CHECKED = 1
export const OVERDUE = 2
const DUE = 4

export interface Dates {
  checked?: string | undefined
  review?: string | undefined
}

/** Where a document stands on `today` (YYYY-MM-DD), one bit for each name: checked within a quarter, overdue, due within 30 days. */
export function freshnessOf({ checked, review }: Dates, today: string): number {
  const isChecked = checked && checked <= today && daysBetween(checked, today) <= QUARTER_DAYS
  return (isChecked ? CHECKED : 0) | (review ? dueness(review, today) : 0)
}

function dueness(review: string, today: string): number {
  if (review < today) return OVERDUE
  return daysBetween(today, review) <= SOON_DAYS ? DUE : 0
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY
}
