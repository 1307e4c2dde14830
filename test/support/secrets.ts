import { stringify } from 'yaml'
import { aLibrary, itemText, protocol, vocabulary } from './library.ts'
import type { Secret } from './ways-out.ts'

/** For each of these an item of every type, that only `visibility` may read. */
export const secrets: Array<Secret & { visibility: 'everyone' | 'editors' | string[] }> = [
  { slug: 'madelief', title: 'Madeliefzaak', theme: 'madelief-thema', visibility: 'everyone' },
  { slug: 'zonnebloem', title: 'Zonnebloemzaak', theme: 'zonnebloem-thema', visibility: ['burgerzaken'] },
  { slug: 'korenbloem', title: 'Korenbloemzaak', theme: 'korenbloem-thema', visibility: 'editors' },
]

const shared = { unit: 'burgerzaken', owner: 'mirjam-kok', checked: '2026-11-02', review: '2026-12-02' }

const ownFields: Record<string, (title: string) => Record<string, unknown>> = {
  'desk-protocols': () => ({ duration: 10, mustRead: { before: '2026-12-31' } }),
  'best-practices': () => ({ adoptedBy: [{ unit: 'belastingen', since: '2026-01-01', outcome: 'Het helpt.' }] }),
  'lessons-learned': (title) => ({
    happenedOn: '2026-01-01',
    happened: title,
    expected: 'Iets anders.',
    cause: 'Haast.',
    lesson: 'Rustig aan.',
    processedIn: `desk-protocols/${secrets.find((one) => one.title === title)?.slug ?? 'korenbloem'}`,
  }),
  'linking-pins': (topic) => ({
    person: 'mirjam-kok',
    between: ['burgerzaken', 'belastingen'],
    topic,
    since: '2026-01-01',
  }),
  guidance: () => ({ kind: 'step', step: 1 }),
}

/** Items of one plugin: a secret for each audience, and one for everyone that refers to them all. */
function itemsOf(plugin: string, fields: (title: string) => Record<string, unknown>): Array<[string, string]> {
  const file = (slug: string, title: string, more: object) => {
    const words = { title, summary: `Over de ${title}.`, keywords: [title] }
    return [
      `${plugin}/${slug}.md`,
      itemText({ ...shared, ...words, ...fields(title), ...more }, `De ${title}.`),
    ] as const
  }
  const related = secrets.map(({ slug }) => `${plugin}/${slug}`)
  return [
    ...secrets.map(
      ({ slug, title, theme, visibility }) =>
        [...file(slug, title, { themes: [theme], visibility })] as [string, string],
    ),
    [...file('verwijst', 'Verwijzing', { themes: ['identiteit-en-reizen'], related })],
  ]
}

/** Protocols that everyone may read now, and whose first version only some might. */
function onceSecret({ slug, title, visibility }: (typeof secrets)[number]): Array<[string, string]> {
  const now = protocol({ title: 'Nu open' })
  const kept = [protocol({ title: 'Toen dicht', visibility }, `De ${title}.`), now].map((text, place) => ({
    version: place + 1,
    text,
    at: '2026-11-02T09:00:00.000Z',
    by: 'import',
    note: '',
  }))
  return [
    [`desk-protocols/${slug}-eerst.md`, now],
    [`history/desk-protocols/${slug}-eerst.yaml`, stringify({ versions: kept })],
  ]
}

const themeOf = ({ theme, slug }: Secret) => ({
  slug: theme,
  nl: `Tuin met ${slug}`,
  en: `Garden with ${slug}`,
  icon: 'id',
})

const someone = { function: 'Teamleider', role: 'teamlead' as const }

/** A library full of secrets, and a team lead above and one beside the unit that some of them are meant for. */
export const aLibraryOfSecrets = () =>
  aLibrary(
    Object.fromEntries([
      ...Object.entries(ownFields).flatMap(([plugin, fields]) => itemsOf(plugin, fields)),
      ...secrets.flatMap(onceSecret),
      ['vocabulary.yaml', stringify({ ...vocabulary, themes: [...vocabulary.themes, ...secrets.map(themeOf)] })],
    ]),
    {
      persons: [
        { slug: 'tessa-top', name: 'Tessa Top', unit: 'gemeente', leads: ['gemeente'], ...someone },
        { slug: 'bram-bel', name: 'Bram Bel', unit: 'belastingen', leads: ['belastingen'], ...someone },
      ],
    },
  )
