import { expect } from 'chai'
import fc from 'fast-check'
import { mayRead } from '../../server/access/visibility.ts'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { type SearchDocument, unfiltered } from '../../server/search/engine/types.ts'
import { changes, lexicon, remaining } from './edits.ts'
import { colleague, question, today, typed } from './library.ts'

const lessons = {
  synonyms: [
    ['kwijt', 'verloren'],
    ['huis', 'balie medewerker'],
    ['alcohol', 'passport'],
  ],
  asked: lexicon.slice(0, 12).map((word) => ({ text: `${word} kind`, count: 5 })),
  pinned: [{ questions: ['paspoort', 'kwijt'], ids: ['a', 'b'] }],
  chosen: [{ question: 'paspoort', id: 'c', count: 20 }],
}
const themes = [{ slug: 'reizen', name: 'Paspoort en reizen', url: '/search?theme=reizen' }]
const narrowed = { filters: { ...unfiltered, type: ['lesson'] }, today }

const known = fc.constantFrom(...lexicon, 'the', 'about', 'over', 'van', 'wie', 'who', 'les')
const words = fc.oneof(
  known,
  fc.tuple(known, fc.nat(4), fc.nat(4)).map(([word, from, to]) => `${word.slice(0, from)}*${word.slice(-to)}`),
  fc.tuple(known, fc.constantFrom('*', '~', '~2', '^3', 'x')).map((either) => either.join('')),
  fc.tuple(known, known).map((either) => either.join('')),
  fc.tuple(known, known).map((either) => `"${either.join(' ')}"`),
)
const signs = fc.tuple(fc.constantFrom('', '', '+', '-'), fc.constantFrom('', '', 'titel:'))
const questions = fc
  .array(fc.tuple(signs, words), { minLength: 1, maxLength: 4 })
  .map((all) => all.map(([before, word]) => before.join('') + word).join(' '))

describe('Whatever a colleague asks', () => {
  it('what they may not read makes no difference, whether it always was so or only now', () => {
    fc.assert(
      fc.property(changes, fc.array(questions, { minLength: 6, maxLength: 6 }), fc.boolean(), (all, texts, isNew) => {
        const documents = remaining(all)
        const own = documents.filter(isReadable)
        const hidden = documents.filter((one) => !isReadable(one))
        const before = isNew ? hidden.map((one) => ({ ...one, readers: colleague.units })) : hidden
        const withheld = isNew ? hidden.map(({ id }) => id) : []
        const [withHidden, without] = [[...own, ...before], own].map(asked)
        for (const text of texts) expect(withHidden?.(text, withheld), text).to.deep.equal(without?.(text, []))
      }),
      { numRuns: 120, seed: 20261123 },
    )
  })
})

const isReadable = ({ readers }: SearchDocument) => mayRead(readers, colleague)

/** All that somebody sees of these documents, but for the order and for stretches of text. */
function asked(documents: SearchDocument[]) {
  const engine = buildEngine(documents, lessons)
  return (text: string, withheld: string[]) => {
    const { hits, ...rest } = engine.query({ ...question(text, { pageSize: 50 }), withheld })
    return {
      ...rest,
      titles: hits.map(({ id, titleHtml }) => `${id} ${titleHtml}`).sort(),
      suggestions: engine.suggest(typed(text, { themes, withheld })),
      within: engine.suggest(typed(text, { narrowed, withheld })),
    }
  }
}
