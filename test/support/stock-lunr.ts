import lunr from 'lunr'
import type { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import { boosts, fields } from '../../server/search/engine/corpus/live-index.ts'
import { fieldTerms } from '../../server/search/engine/corpus/reading.ts'

/** The index that Lunr itself makes of the documents of a corpus: the measure of ours. Its references are their ids. */
export function stockLunr(corpus: Corpus): lunr.Index {
  const builder = new lunr.Builder()
  // The analyser has done the work of tokeniser and pipeline; Lunr takes the finished terms as they are.
  builder.tokenizer = ((terms: string[]) => terms) as unknown as typeof lunr.tokenizer
  builder.ref('id')
  for (const [i, field] of fields.entries()) builder.field(field, { boost: boosts[i] as number })
  for (let place = 0; place < corpus.index.places; place++) {
    const reading = corpus.reading(place)
    if (!reading) continue
    const terms = fieldTerms(reading, corpus.vocabulary).map((field) => field.map(({ text }) => text))
    const filled = Object.fromEntries(fields.map((field, i) => [field, terms[i]]))
    builder.add({ id: corpus.document(place).id, ...filled })
  }
  return builder.build()
}

/** The scores that Lunr gives for these terms as optional clauses, by id. Parts of compounds have a field of their own. */
export function stockScores(index: lunr.Index, asked: ReadonlyMap<string, number>): Map<string, number> {
  const results = index.query((query) => {
    for (const [term, boost] of asked) {
      const within = term.startsWith('_') ? ['parts'] : ['title', 'keywords', 'text']
      query.term(term, { boost, fields: within, usePipeline: false })
    }
  })
  return new Map(results.map(({ ref, score }) => [ref, score]))
}
