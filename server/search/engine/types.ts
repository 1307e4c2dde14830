import type { Asker } from '../../access/may.ts'
import type { Readers } from '../../access/visibility.ts'

/** One findable thing. Everything is plain text; `url` is a path inside the app; dates are YYYY-MM-DD. */
export interface SearchDocument {
  id: string
  type: string
  url: string
  title: string
  summary: string
  body: string
  keywords: string[]
  language: 'nl' | 'en'
  themes: string[]
  units: string[]
  audiences: string[]
  checked?: string
  review?: string
  readers: Readers
}

/** What becomes findable, instead of documents with the same id, and the ids of what is findable no longer. */
export interface Edit {
  put: SearchDocument[]
  gone: string[]
}

/** What people taught search. What is not told again is forgotten. */
export interface Lessons {
  /** Groups of words or phrases that mean the same. */
  synonyms: string[][]
  /** Documents that stand on top, in this order, for these questions, up to and including a day (YYYY-MM-DD). */
  pinned?: Array<{ questions: string[]; ids: string[]; until?: string | undefined }>
  /** How often a document was chosen for a question, by how many people is not told. */
  chosen?: Array<{ question: string; id: string; count: number }>
  /** Questions that helped people, and how often; without who asked. Default: none. */
  asked?: Array<{ text: string; count: number }>
}

export type SearchReader = Asker

/** What search can stand on: `live` changes in place; `stock` is Lunr's own, made anew after every edit. */
export const indexKinds = ['live', 'stock'] as const
export type IndexKind = (typeof indexKinds)[number]

export const facetNames = ['type', 'theme', 'unit', 'audience', 'fresh'] as const
export type FacetName = (typeof facetNames)[number]
export type Filters = Record<FacetName, string[]>
/** Filters that leave nothing out. */
export const unfiltered: Filters = { type: [], theme: [], unit: [], audience: [], fresh: [] }

/** What may be found; empty filters mean no restriction. `today` is YYYY-MM-DD. */
export interface Narrowing {
  filters: Filters
  /** Documents with any of these values are left out. */
  without?: Filters
  today: string
}

/** A question. `page` counts from 1. */
export interface SearchRequest extends Narrowing {
  text: string
  page: number
  pageSize: number
  reader: SearchReader
  /** Ids of documents that were hidden from this reader after the index was built. */
  withheld?: readonly string[]
}

/** One result. The `Html` fields are escaped, with `<mark>` around what matched. */
export interface SearchHit {
  id: string
  type: string
  url: string
  titleHtml: string
  snippetHtml: string
  units: string[]
  themes: string[]
  checked?: string
  review?: string
  score: number
  /** Stands on top because editors put it there. */
  pinned?: boolean
  /** Many chose it for the same question. */
  chosen?: boolean
}

export type Facets = Record<FacetName, Array<{ value: string; count: number }>>

/** The answer to a request; everything in it comes only from documents its reader may see. */
export interface SearchAnswer {
  total: number
  hits: SearchHit[]
  /** Counts per value; the counts of a facet ignore that facet's own selection. */
  facets: Facets
  /** Somebody is asked for: `wie …`, `who …`. */
  asksWho: boolean
  /** Only small words were asked for, such as `de` or `wie is`, that mean nothing by themselves. */
  isVague: boolean
  /** Synonyms that were searched as well. */
  alsoSearched: string[]
  /** Set when the results are for this text, because words of the question are unknown. */
  correctedTo?: string
  /** A better known spelling; the results are still for the question itself. */
  didYouMean?: string
  /** Known words that look like the question, only filled when nothing was found. */
  closestTerms: string[]
  /** The most frequent themes of the results, or of everything readable when nothing was found. */
  topThemes: string[]
  /** The most frequent units of the results; when nothing was found, nothing says who may know. */
  topUnits: string[]
}

/** Unfinished text in the search box. */
export interface SuggestRequest {
  text: string
  /** How many suggestions there may be. */
  limit: number
  reader: SearchReader
  withheld?: readonly string[]
  /** What documents must be to be suggested. Default: anything. */
  narrowed?: Narrowing
  /** Themes with their names as the reader sees them and the address of each. Default: none. */
  themes?: ReadonlyArray<{ slug: string; name: string; url: string }>
}

/** A way to go on from unfinished text: an `asked` question, a `word`, a `theme`, or a document by its type. */
export interface Suggestion {
  type: string
  text: string
  /** Where it leads; a question and a word are searched for. */
  url?: string
  /** What a person does. */
  note?: string
  /** The stretches of `text` that were typed, each from its start up to its end. */
  typed: Array<[start: number, end: number]>
}

/** A word of the question as a document has it, and what that adds to its score. */
export interface ExplainedWord {
  /** Words of the question that it stands for. */
  words: string[]
  term: string
  kind: 'exact' | 'part' | 'synonym' | 'alike'
  field: 'title' | 'keywords' | 'text' | 'parts'
  times: number
  rarity: number
  length: number
  average: number
  points: number
}

/** Why a document stands where it stands: its points, what they are multiplied by, and its score after each of these steps. */
export interface Explanation {
  titleHtml: string
  /** From 1, among all results. */
  place: number
  total: number
  pinned: boolean
  words: ExplainedWord[]
  steps: Array<{
    kind: 'words' | 'coordination' | 'freshness' | 'type' | 'chosen' | 'neighbours'
    factor: number
    score: number
  }>
}
