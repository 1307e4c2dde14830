import MiniSearch from 'minisearch'
import { analyseWord, stem } from '../../server/search/engine/analyser/index.ts'
import { type Peer, type PeerDocument, TOP } from './peer.ts'

/** What can be set: boosts, prefixes from three letters, how many letters may differ (share of the length), Dutch stems. */
export interface MiniSettings {
  title: number
  prefix: boolean
  fuzzy: number | false
  stems: boolean
}

export const miniBest: MiniSettings = { title: 1, prefix: true, fuzzy: 0.2, stems: true }

/** MiniSearch; Dutch stems and stop words are those of the product, since it brings none. */
export function miniSearch(settings: MiniSettings = miniBest): Peer {
  const processTerm = (word: string): string | null => {
    const lower = word.toLowerCase()
    if (!settings.stems) return lower
    return analyseWord(lower, 'nl').term === '' ? null : stem(lower, 'nl')
  }
  const made = { fields: ['title', 'body'], processTerm }
  let index = new MiniSearch<PeerDocument>(made)
  const isLong = (term: string) => term.length > 2
  const find = (text: string, prefix: boolean, fuzzy: number | false) =>
    index
      .search(text, { boost: { title: settings.title }, prefix: prefix && isLong, fuzzy })
      .slice(0, TOP)
      .map(({ id }) => id as string)
  return {
    name: 'MiniSearch',
    build(documents) {
      index = new MiniSearch<PeerDocument>(made)
      index.addAll(documents)
    },
    ask: (text) => find(text, settings.prefix, settings.fuzzy),
    search: (text, way) =>
      find(text, way === 'prefix' || way === 'combined', (way === 'fuzzy' || way === 'combined') && 0.2),
    suggest: (text) => index.autoSuggest(text),
    update: (document) => index.replace(document),
    save: () => JSON.stringify(index),
    load(saved) {
      index = MiniSearch.loadJSON<PeerDocument>(saved as string, made)
    },
  }
}
