import { Document } from 'flexsearch'
import { analyseWord } from '../../server/search/engine/analyser/index.ts'
import { type Peer, type PeerDocument, TOP, wordsOf } from './peer.ts'

/** FlexSearch with the stems and stop words of the product and whole words only; it gives documents with any word when none has all. */
export function flexSearch(): Peer {
  const encode = (text: string) => wordsOf(text).flatMap((word) => analyseWord(word, 'nl').term || [])
  const make = () =>
    new Document<PeerDocument>({
      document: { id: 'id', index: ['title', 'body'] },
      tokenize: 'strict',
      encode,
      resolution: 9,
    })
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
      return way === 'exact' ? this.ask(text) : undefined
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
