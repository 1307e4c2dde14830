/** A text to be found. */
export type PeerDocument = {
  id: string
  title: string
  body: string
}

/** How words are looked for: as they are, as beginnings, with one letter wrong, or all three at once. */
export const ways = ['exact', 'prefix', 'fuzzy', 'combined'] as const
export type Way = (typeof ways)[number]

/** A search engine beside ours, set as its own guide advises for Dutch; one small file for each. */
export interface Peer {
  name: string
  /** Indexes these instead of all former documents. */
  build(documents: readonly PeerDocument[]): void | Promise<void>
  /** Ids of at most ten documents, the best first. */
  ask(text: string): string[]
  /** As `ask`, with the words looked for in one way; nothing when this engine does not know that way. */
  search?(text: string, way: Way): string[] | undefined
  /** Completions of unfinished text. */
  suggest?(text: string): unknown
  /** Takes this document instead of that with the same id. */
  update?(document: PeerDocument): void | Promise<void>
  /** The index as it can be kept in a file. */
  save?(): Saved | Promise<Saved>
  /** Becomes what was saved. */
  load?(saved: Saved): void | Promise<void>
}

export type Saved = string | Uint8Array[]

/** How many results count. */
export const TOP = 10

/** The words of a text in lower case, for engines that ask for them. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
