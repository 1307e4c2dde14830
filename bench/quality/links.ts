import { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import { find } from '../../server/search/engine/finding/found.ts'
import { best } from '../../server/search/engine/finding/rank.ts'
import { taughtBy } from '../../server/search/engine/finding/taught.ts'
import { type Ranking, ranking } from '../../server/search/engine/question/ranking.ts'
import type { PeerDocument } from '../peers/peer.ts'
import { requestOf, searchable } from '../peers/product.ts'

const none = { weight: 0, worth: 0 }

/** The links of ranking, each as the change that leaves it out. The links of the analyser are part of the index: docs/search.md. */
export const links: Record<string, Partial<Ranking>> = {
  'cutting of compounds': { part: none, parts: none },
  coordination: { coordination: 0 },
  'rarity in coordination': { rarity: 0 },
  'near words for unknown ones': { nears: 0, near: none, half: none },
  'joining of neighbours': { joined: none, rejoined: none },
  'neighbours that stand together': { neighbours: 0 },
  'prefixes of the last word': { prefixes: 0 },
}

/** Answers by the product's own way from question to scores, with one change to its ranking. */
export function askerOf(documents: readonly PeerDocument[]): (text: string, change: Partial<Ranking>) => string[] {
  const corpus = new Corpus()
  corpus.edit({ put: documents.map(searchable), gone: [] })
  for (const _ of corpus.compact());
  const taught = taughtBy({ synonyms: [] })
  return (text, change) => {
    const request = requestOf(text)
    const { kept } = find(request, corpus, taught, { ...ranking, ...change })
    return best(kept, 0, request.pageSize, (place) => corpus.titles.rank(place)).map(
      (place) => corpus.document(place).id,
    )
  }
}
