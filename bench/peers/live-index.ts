import { fold } from '../../server/search/engine/analyser/fold.ts'
import { analyseWord } from '../../server/search/engine/analyser/index.ts'
import { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import { optionalTerm } from '../../server/search/engine/corpus/term-index.ts'
import { best } from '../../server/search/engine/finding/rank.ts'
import { type Peer, TOP, type Way, wordsOf } from './peer.ts'
import { searchable } from './product.ts'

const ALL = 1000

/** Lunr's formula on the index of the product, by the same recipe as stock Lunr, without what the product knows of Dutch. */
export function liveIndex(): Peer {
  let corpus = new Corpus()
  const readable = () => corpus.readableBy({ role: 'reader', units: [] })
  const find = (text: string, way: Way) => {
    const boosts = new Map(wordsOf(text).flatMap((word) => termsOf(word, way)))
    const scores = corpus.index.query([...boosts].map(([term, boost]) => optionalTerm(term, boost)))
    const places: number[] = []
    for (let place = 0; place < scores.length; place++) if ((scores[place] as number) > 0) places.push(place)
    return best({ places, scores }, 0, TOP, (place) => place).map((place) => corpus.document(place).id)
  }
  const termsOf = (word: string, way: Way): Array<[string, number]> => {
    const surface = fold(word)
    const like = way === 'fuzzy' || way === 'combined' ? corpus.spelling.near(surface, 1, ALL, readable()) : []
    const longer =
      way === 'prefix' || way === 'combined' ? corpus.vocabulary.startingWith(surface, ALL, readable()) : []
    return [
      ...like.map(({ word: { stem } }) => [stem.text, 1] as [string, number]),
      ...longer.map(({ stem }) => [stem.text, 5] as [string, number]),
      [analyseWord(word, 'nl').term, 10],
    ]
  }
  return {
    name: 'live index',
    build(documents) {
      corpus = new Corpus()
      corpus.edit({ put: documents.map(searchable), gone: [] })
      for (const _ of corpus.compact());
    },
    ask: (text) => find(text, 'combined'),
    search: find,
  }
}
