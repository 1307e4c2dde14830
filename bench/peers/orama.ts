import { create, insertMultiple, load, type Results, save, search, update } from '@orama/orama'
import { stemmer } from '@orama/stemmers/dutch'
import { type Peer, type PeerDocument, TOP } from './peer.ts'

const schema = { id: 'string', title: 'string', body: 'string' } as const

/** Orama with the Dutch stemmer of its makers; any of the words is enough. */
export function orama(): Peer {
  const make = () => create({ schema, components: { tokenizer: { language: 'dutch', stemming: true, stemmer } } })
  let index = make()
  const numbers = new Map<string, string>()
  const find = (term: string, tolerance = 0) => {
    const properties = ['title', 'body'] as Array<'title' | 'body'>
    const found = search(index, { term, properties, threshold: 1, limit: TOP, tolerance })
    return (found as Results<PeerDocument>).hits.map(({ document }) => document.id)
  }
  return {
    name: 'Orama',
    async build(documents) {
      index = make()
      const given = await insertMultiple(index, documents as PeerDocument[])
      for (const [i, number] of given.entries()) numbers.set(documents[i]?.id ?? '', number)
    },
    ask: (text) => find(text),
    // Words are always looked for as beginnings too; `exact` only leaves those results out afterwards.
    search: (text, way) => find(text, way === 'fuzzy' || way === 'combined' ? 1 : 0),
    async update(document) {
      numbers.set(document.id, await update(index, numbers.get(document.id) ?? '', document))
    },
    save: () => JSON.stringify(save(index)),
    load(saved) {
      index = make()
      load(index, JSON.parse(saved as string))
    },
  }
}
