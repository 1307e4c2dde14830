import { buildEngine, type Engine } from '../../server/search/engine/engine.ts'
import type { SearchDocument, SearchRequest } from '../../server/search/index.ts'
import { type Peer, type PeerDocument, TOP } from './peer.ts'

/** Search of the product, as a reader asks it; texts are documents that everybody may read. */
export function product(name = 'Kenniskompas'): Peer {
  let engine: Engine
  return {
    name,
    build(documents) {
      engine = buildEngine(documents.map(searchable), { synonyms: [] })
    },
    ask: (text) => engine.query(request(text)).hits.map(({ id }) => id),
  }
}

const searchable = ({ id, title, body }: PeerDocument): SearchDocument => ({
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

function request(text: string): SearchRequest {
  const filters = { type: [], theme: [], unit: [], audience: [], fresh: [] }
  return { text, filters, page: 1, pageSize: TOP, reader: { role: 'reader', units: [] }, today: '2026-11-22' }
}
