/** Something that somebody should know: what happened, to what, by whom, and where to look. */
export interface Notice {
  /** Which of the texts `notice.<kind>` the reader sees. */
  kind: string
  /**
   * Ids of the item and the draft that it is about. Who may see neither the draft nor, when there is none any more, the item at the
   * moment that they look, is shown neither title nor link.
   */
  item?: string | undefined
  draft?: string | undefined
  /** Of what it is about, as it was called then. */
  title: string
  /** Id of the reader who caused it; absent when Kenniskompas did, such as a reminder. */
  by?: string | undefined
  /** Path inside Kenniskompas. */
  link: string
  /** What they wrote with it. */
  note?: string | undefined
  /** Filled in in the text; a day as `YYYY-MM-DD` is printed as people write it. */
  values?: Record<string, string | number>
  at: Date
  /** Names the news: nobody is told twice what has the same name. */
  once?: string | undefined
}

/** A notice as it is kept for one person. */
export interface KeptNotice extends Omit<Notice, 'once'> {
  id: string
  unread: boolean
}
