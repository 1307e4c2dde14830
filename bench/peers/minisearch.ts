import MiniSearch from 'minisearch'
import { analyseWord, stem } from '../../server/search/engine/analyser/index.ts'
import { type Peer, type PeerDocument, TOP } from './peer.ts'

/** How many letters may differ, as a share of the length. */
const FUZZY = 0.2

/** MiniSearch, with prefixes from three letters; Dutch stems and stop words are those of the product, since it brings none. */
export function miniSearch(): Peer {
  const processTerm = (word: string): string | null => {
    const lower = word.toLowerCase()
    return analyseWord(lower, 'nl').term === '' ? null : stem(lower, 'nl')
  }
  const made = { fields: ['title', 'body'], processTerm }
  let index = new MiniSearch<PeerDocument>(made)
  const isLong = (term: string) => term.length > 2
  const find = (text: string, prefix: boolean, isFuzzy: boolean) =>
    index
      .search(text, { prefix: prefix && isLong, fuzzy: isFuzzy && FUZZY })
      .slice(0, TOP)
      .map(({ id }) => id as string)
  return {
    name: 'MiniSearch',
    build(documents) {
      index = new MiniSearch<PeerDocument>(made)
      index.addAll(documents)
    },
    ask: (text) => find(text, true, true),
    search: (text, way) => find(text, way === 'prefix' || way === 'combined', way === 'fuzzy' || way === 'combined'),
    suggest: (text) => index.autoSuggest(text),
    update: (document) => index.replace(document),
    save: () => JSON.stringify(index),
    load(saved) {
      index = MiniSearch.loadJSON<PeerDocument>(saved as string, made)
    },
  }
}
