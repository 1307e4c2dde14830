import lunr from 'lunr'
import '../server/search/engine/analyser/dutch-stemmer.ts'
import { analyse } from '../server/search/engine/analyser/index.ts'
import { Corpus } from '../server/search/engine/corpus/corpus.ts'
import { optionalTerm } from '../server/search/engine/corpus/term-index.ts'
import { buildEngine } from '../server/search/engine/engine.ts'
import type { IndexKind, SearchDocument } from '../server/search/index.ts'
import { ms, percentile, tell, times } from './support.ts'

/** Registered by the stemmer of the product. */
const { nl } = lunr as unknown as { nl: lunr.Builder.Plugin }

/** Headings of `besideStock`. */
export const stockHead = [
  'build',
  'Lunr + nl',
  'Lunr ÷ it',
  'same terms and scores p95',
  'lunr.Index',
  'Lunr ÷ it',
  'whole question p95',
  'Lunr’s recipe',
  'Lunr ÷ it',
]

/** Building and asking, beside Lunr as it comes; `answer` is how the product answers a question. */
export function besideStock(documents: SearchDocument[], texts: string[], answer: (text: string) => unknown): string[] {
  tell(`building Lunr’s own index of ${documents.length} documents`)
  const ours = timeOf(() => buildEngine(documents, { synonyms: [] }))
  const asItComes = timeOf(() => indexOf(documents))
  const [live, stock] = [corpusOf(documents, 'live'), corpusOf(documents, 'stock')]
  const clauses = texts.map((text) => analyse(text, 'nl').flatMap(({ term }) => (term ? [optionalTerm(term, 1)] : [])))
  return [
    ...ratio(ours.ms, asItComes.ms),
    ...ratio(
      p95(clauses, (asked) => live.index.query(asked)),
      p95(clauses, (asked) => stock.index.query(asked)),
    ),
    ...ratio(
      p95(texts, answer),
      p95(texts, (text) => ask(asItComes.value, text)),
    ),
  ]
}

function corpusOf(documents: SearchDocument[], kind: IndexKind): Corpus {
  const corpus = new Corpus(kind)
  corpus.edit({ put: documents, gone: [] })
  for (const _ of corpus.compact());
  // A stock index is made at the first question.
  corpus.index.query([])
  return corpus
}

const ratio = (own: number, stock: number) => [ms(own), ms(stock), times(stock / own)]

function timeOf<T>(work: () => T): { ms: number; value: T } {
  const began = performance.now()
  const value = work()
  return { ms: performance.now() - began, value }
}

const p95 = <T>(all: T[], work: (one: T) => unknown): number =>
  percentile(
    all.map((one) => timeOf(() => work(one)).ms),
    0.95,
  )

/** Lunr with its Dutch plugin, and the boosts of the product. */
function indexOf(documents: SearchDocument[]): lunr.Index {
  return lunr((builder) => {
    builder.use(nl)
    builder.ref('id')
    for (const [field, boost] of Object.entries({ title: 3, keywords: 2.5, text: 1 })) builder.field(field, { boost })
    for (const { id, title, keywords, summary, body } of documents)
      builder.add({ id, title, keywords: keywords.join(' '), text: `${summary}\n${body}` })
  })
}

/** A question as Lunr’s guide puts it: the words, what begins with them, and what is one letter off. */
function ask(index: lunr.Index, text: string): unknown {
  return index.query((query) => {
    for (const word of lunr.tokenizer(text).map(String)) {
      query.term(word, { boost: 10 })
      query.term(word, { boost: 5, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING })
      query.term(word, { boost: 1, usePipeline: false, editDistance: 1 })
    }
  })
}
