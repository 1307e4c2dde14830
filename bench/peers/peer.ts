/** A text to be found. */
export type PeerDocument = {
  id: string
  title: string
  body: string
}

/** A search engine beside ours, set as its own guide advises for Dutch; one small file for each. */
export interface Peer {
  name: string
  /** Indexes these instead of all former documents. */
  build(documents: readonly PeerDocument[]): void | Promise<void>
  /** Ids of at most ten documents, the best first. */
  ask(text: string): string[]
}

/** How many results count. */
export const TOP = 10

/** The words of a text in lower case, for engines that ask for them. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
