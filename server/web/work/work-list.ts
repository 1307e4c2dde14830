import type { Badge } from '../present.ts'

/** The button beside a row: a form of its own. */
interface RowAction {
  /** Where it posts `fields` to. */
  post: string
  fields: Record<string, string>
  label: string
  /** What a screen reader says. */
  description: string
  icon: string
  kind: string
}

/** One thing to do something about. */
export interface WorkRow {
  title: string
  url: string
  meta: string
  badge?: Badge | undefined
  action?: RowAction | undefined
}

/** How many there are, counted up to `mostCounted`, and the first of them. */
export interface Work {
  count: number
  rows: WorkRow[]
}

/** Looks for the first `most` of a list. */
export type Find = (most: number) => Promise<Work>

export interface WorkList extends Work {
  id: string
  icon: string
  heading: string
  /** What to do about what is in it. */
  advice: string
  /** A page of its own, with more about each. */
  pageUrl?: string
}

/** Beyond this nobody counts any more. */
export const mostCounted = 200
