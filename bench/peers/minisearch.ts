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
  const make = () => new MiniSearch<PeerDocument>({ fields: ['title', 'body'], processTerm })
  let index = make()
  const searched = {
    boost: { title: settings.title },
    prefix: settings.prefix && ((term: string) => term.length > 2),
    fuzzy: settings.fuzzy,
  }
  return {
    name: 'MiniSearch',
    build(documents) {
      index = make()
      index.addAll(documents)
    },
    ask: (text) =>
      index
        .search(text, searched)
        .slice(0, TOP)
        .map(({ id }) => id as string),
  }
}
