import { buildEngine, Engine } from '../../server/search/engine/engine.ts'
import { type SearchDocument, type SearchRequest, unfiltered } from '../../server/search/index.ts'
import { type Peer, type PeerDocument, type Saved, TOP, type Way } from './peer.ts'

/** Search of the product, as a reader asks it; texts are documents that everybody may read. */
export function product(name = 'Kenniskompas'): Peer {
  let engine: Engine
  return {
    name,
    build(documents) {
      engine = buildEngine(documents.map(searchable), { synonyms: [] })
    },
    ask: (text) => engine.query(requestOf(text)).hits.map(({ id }) => id),
    search(text: string, way: Way) {
      return this.ask(way === 'prefix' || way === 'combined' ? text.replaceAll(/(?<=\S)(?=\s|$)/g, '*') : text)
    },
    suggest: (text) => engine.suggest({ text, reader, limit: TOP }),
    update: (document) => engine.edit({ put: [searchable(document)], gone: [] }),
    save: () => [...engine.dump()],
    load(saved: Saved) {
      engine = new Engine()
      engine.load(saved as Uint8Array[])
    },
  }
}

const reader = { role: 'reader' as const, units: [] }

export const searchable = ({ id, title, body }: PeerDocument): SearchDocument => ({
  id,
  type: 'guidance',
  url: `/${id}`,
  title,
  summary: '',
  body,
  keywords: [],
  language: 'nl',
  themes: [],
  units: [],
  audiences: [],
  readers: 'everyone',
})

/** A reader's question for the first page. */
export function requestOf(text: string): SearchRequest {
  return { text, filters: unfiltered, page: 1, pageSize: TOP, reader, today: '2026-11-22' }
}
