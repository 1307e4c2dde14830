import type { stillCurrentAction } from '../freshness/still-current.ts'
import type { Badge } from '../present.ts'

/** One thing to do something about. */
export interface WorkRow {
  title: string
  url: string
  meta: string
  badge?: Badge | undefined
  action?: ReturnType<typeof stillCurrentAction>
}

export interface WorkList {
  id: string
  icon: string
  heading: string
  /** What to do about what is in it. */
  advice: string
  rows: WorkRow[]
}

/** Beyond this nobody counts any more. */
export const mostCounted = 200
