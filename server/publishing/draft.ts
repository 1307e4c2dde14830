/** What a writer has typed: front matter that may not be valid yet, and Markdown without white space at its end. */
export interface DraftContent {
  data: Record<string, unknown>
  body: string
}

/** Nothing typed yet. */
export const noContent: DraftContent = { data: {}, body: '' }

/** A step in the life of a draft; when it is published it is gone. */
export type DraftState = 'draft' | 'in review' | 'planned'

/** The question to others whether a draft is good. */
export interface Review {
  askedBy: string
  askedAt: Date
  /** Slugs of the persons who were asked by name; empty for everybody who may approve. */
  of: string[]
  /** For which units whoever asked may publish, so that those named may approve. */
  units: string[]
}

/** What somebody says about a draft. */
export interface Remark {
  by: string
  at: Date
  text: string
}

/** The one working copy of an item, or of an item to be. */
export interface Draft {
  id: string
  plugin: string
  type: string
  /** The live item it will be a new version of; absent for one that is new. */
  item?: string | undefined
  /** The version it began from; 0 for an item that is new. */
  base: number
  /** 1, 2, 3 … one for each save. */
  revision: number
  state: DraftState
  content: DraftContent
  /** As typed, for lists and for the rules of access. */
  title: string
  unit: string
  owner: string
  deputy: string
  /** Everybody whose words are in it: who may not approve it, where four eyes must see it. */
  writers: string[]
  startedBy: string
  startedAt: Date
  savedBy: string
  savedAt: Date
  /** What is new in it, for the list of versions. */
  note: string
  /** Whether it says nothing new, so that nobody needs to read it again. */
  minor: boolean
  review?: Review | undefined
  remarks: Remark[]
  /** The day on which it is published, `YYYY-MM-DD`. */
  publishOn?: string | undefined
}

/** A draft without its text, for lists. */
export type ListedDraft = Omit<Draft, 'content'>

const line = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 200) : '')

/** What lists and rules want to know of a text that may not be valid yet. */
export const labelsOf = ({ data }: DraftContent): Pick<Draft, 'title' | 'unit' | 'owner' | 'deputy'> => ({
  title: line(data.title),
  unit: line(data.unit),
  owner: line(data.owner),
  deputy: line(data.deputy),
})
