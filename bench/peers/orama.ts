import { create, insertMultiple, type Results, search } from '@orama/orama'
import { stemmer } from '@orama/stemmers/dutch'
import { type Peer, type PeerDocument, TOP } from './peer.ts'

const schema = { id: 'string', title: 'string', body: 'string' } as const

export interface OramaSettings {
  title: number
  tolerance: number
  threshold: number
}

export const oramaBest: OramaSettings = { title: 1, tolerance: 0, threshold: 1 }

/** Orama with the Dutch stemmer of its makers. */
export function orama({ title, tolerance, threshold }: OramaSettings = oramaBest): Peer {
  const make = () => create({ schema, components: { tokenizer: { language: 'dutch', stemming: true, stemmer } } })
  let index = make()
  return {
    name: 'Orama',
    async build(documents) {
      index = make()
      await insertMultiple(index, documents as PeerDocument[])
    },
    ask(text) {
      const properties = ['title', 'body'] as const
      const found = search(index, {
        term: text,
        properties: [...properties],
        boost: { title },
        tolerance,
        threshold,
        limit: TOP,
      })
      return (found as Results<PeerDocument>).hits.map(({ document }) => document.id)
    },
  }
}
