import lunr from 'lunr'
import '../../server/search/engine/analyser/dutch-stemmer.ts'
import { type Peer, type PeerDocument, TOP, type Way } from './peer.ts'

/** Registered by the stemmer of the product. */
const { nl } = lunr as unknown as { nl: lunr.Builder.Plugin }

type Recipe = (query: lunr.Query, word: string) => void

const prefix: Recipe = (query, word) => query.term(word, { usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING })
const fuzzy: Recipe = (query, word) => query.term(word, { usePipeline: false, editDistance: 1 })

const plain: Recipe = (query, word) => query.term(word, {})

/** As Lunr's guide puts it: the word, what begins with it, and what is one letter off. */
const usual: Recipe = (query, word) => {
  query.term(word, { boost: 10 })
  query.term(word, { boost: 5, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING })
  query.term(word, { boost: 1, usePipeline: false, editDistance: 1 })
}

/** Lunr with the Dutch plugin of lunr-languages. Queries are built word by word, because `search` throws on signs. */
function lunrPeer(name: string, recipe: Recipe): Peer {
  let index: lunr.Index
  const find = (text: string, by: Recipe) => {
    const found = index.query((query) => {
      for (const word of lunr.tokenizer(text)) by(query, word.toString())
    })
    return found.slice(0, TOP).map(({ ref }) => ref)
  }
  const recipes: Record<Way, Recipe> = { exact: plain, prefix, fuzzy, combined: usual }
  return {
    name,
    build(documents) {
      index = indexOf(documents)
    },
    ask: (text) => find(text, recipe),
    search: (text, way) => find(text, recipes[way]),
    save: () => JSON.stringify(index),
    load(saved) {
      index = lunr.Index.load(JSON.parse(saved as string))
    },
  }
}

function indexOf(documents: readonly PeerDocument[]): lunr.Index {
  return lunr((builder) => {
    builder.use(nl)
    builder.ref('id')
    builder.field('title')
    builder.field('body')
    for (const one of documents) builder.add(one)
  })
}

export const lunrPlain = () => lunrPeer('Lunr + nl', plain)
export const lunrUsual = () => lunrPeer('Lunr + nl, exact^10 prefix^5 fuzzy~1', usual)
