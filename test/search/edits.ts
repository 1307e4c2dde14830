import fc from 'fast-check'
import type { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import type { Edit, SearchDocument } from '../../server/search/index.ts'
import { aDocument } from './library.ts'

/** Words that random documents and questions are made of. */
export const lexicon =
  `paspoort paspoorten paspoortaanvraag aanvraag aanvragen aangevraagd kind kinderen kinderopvang opvang gemeente
  gemeentehuis huis huizen balie baliemedewerker medewerker medewerkers cliëntondersteuning ondersteuning cliënt vergunning
  alcoholvergunning alcohol rijbewijs verloren kwijt contactpersoon linking-pin e-mail foto's de een passport applications`.split(
    /\s+/,
  )
export const texts = fc.array(fc.constantFrom(...lexicon), { maxLength: 9 }).map((words) => words.join(' '))
const someOf = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
const date = fc.constantFrom('2026-01-05', '2026-11-01', '2026-12-01')
export const ids = fc.constantFrom(...'abcdefghij')

const documents: fc.Arbitrary<SearchDocument> = fc
  .record({
    id: ids,
    title: texts,
    body: texts,
    summary: texts,
    keywords: fc.array(fc.constantFrom(...lexicon), { maxLength: 2 }),
    type: fc.constantFrom('protocol', 'lesson', 'person'),
    language: fc.constantFrom('nl', 'nl', 'nl', 'en'),
    themes: someOf('reizen', 'geld', 'zorg'),
    units: someOf('burgerzaken', 'ict'),
    checked: date,
    review: date,
    readers: fc.constantFrom('everyone', 'everyone', 'editors', ['klantcontact'], ['ict']),
  } as const)
  .map(({ id, title, body, ...more }) => aDocument(id, title, body, more as Partial<SearchDocument>))

/** Documents that come, change and go; clearing up; or being made anew of what was dumped. */
export type Change = Edit | 'compact' | 'reload'
export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ put: fc.array(documents, { maxLength: 4 }), gone: fc.array(ids, { maxLength: 2 }) }),
    },
    { weight: 1, arbitrary: fc.constantFrom('compact', 'reload') },
  ),
  { minLength: 1, maxLength: 12 },
)

/** What is there in the end, in the order in which it came. */
export function remaining(all: Change[]): SearchDocument[] {
  const present = new Map<string, SearchDocument>()
  for (const change of all) {
    if (typeof change === 'string') continue
    for (const id of change.gone) present.delete(id)
    for (const document of change.put) present.set(document.id, document)
  }
  return [...present.values()]
}

/** What all changes make of something empty, one by one; to reload is to make it anew of what it dumps. */
export function made<T extends Pick<Corpus, 'edit' | 'compact' | 'dump' | 'load'>>(all: Change[], empty: () => T): T {
  let one = empty()
  for (const change of all) {
    if (change === 'compact') for (const _ of one.compact());
    else if (change === 'reload') {
      const snapshot = [...one.dump()]
      one = empty()
      one.load(snapshot)
    } else one.edit(change)
  }
  return one
}
