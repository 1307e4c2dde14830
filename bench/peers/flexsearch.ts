import { Document } from 'flexsearch'
import { analyseWord } from '../../server/search/engine/analyser/index.ts'
import { type Peer, type PeerDocument, TOP, wordsOf } from './peer.ts'

/** How words are cut: whole, or with all their beginnings. */
export type FlexTokenizer = 'strict' | 'forward'

/** FlexSearch with the stems and stop words of the product; it gives documents with any word when none has all. */
export function flexSearch(tokenize: FlexTokenizer = 'strict', resolution = 9): Peer {
  const encode = (text: string) => wordsOf(text).flatMap((word) => analyseWord(word, 'nl').term || [])
  const make = () =>
    new Document<PeerDocument>({ document: { id: 'id', index: ['title', 'body'] }, tokenize, encode, resolution })
  let index = make()
  return {
    name: 'FlexSearch',
    build(documents) {
      index = make()
      for (const one of documents) index.add(one)
    },
    ask(text) {
      const perField = index.search(text, { limit: TOP, suggest: true }) as Array<{ result: string[] }>
      return interleaved(perField.map(({ result }) => result)).slice(0, TOP)
    },
    search(text, way) {
      const knows = way === 'exact' || (way === 'prefix' && tokenize === 'forward')
      return knows ? this.ask(text) : undefined
    },
    update(document) {
      index.update(document)
    },
  }
}

/** FlexSearch ranks each field by itself: one of each in turn. */
function interleaved(lists: string[][]): string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return [...new Set(Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat())]
}
