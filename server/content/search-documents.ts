import type { Directory } from '../people/directory.ts'
import { worksIn } from '../people/person.ts'
import type { SearchDocument } from '../search/index.ts'
import type { Items } from './items.ts'

interface Sources {
  items: Items
  directory: Directory
}

const byTitle = new Intl.Collator('nl')

/** Everything that search must find: items, persons and units, in the order of a list without a question. */
export async function searchDocuments({ items, directory }: Sources): Promise<SearchDocument[]> {
  const documents: SearchDocument[] = []
  for await (const item of items.all()) {
    documents.push({
      id: item.id,
      type: item.type,
      url: `/${item.id}`,
      title: item.title,
      summary: item.summary,
      body: [item.plain, ...textsIn(item.fields)].join('\n'),
      keywords: [...item.keywords, ...(item.product ? [item.product.name] : [])],
      language: item.language,
      themes: item.themes,
      units: [item.unit],
      audiences: item.audience,
      checked: item.checked,
      review: item.review,
      readers: item.visibility,
    })
  }
  const all = [...documents, ...peopleDocuments(directory), ...unitDocuments(directory)]
  return all.sort((one, other) => byTitle.compare(one.title, other.title))
}

/** The sentences among a type's own fields; short codes such as slugs and dates tell a searcher nothing. */
function textsIn(fields: Record<string, unknown>): string[] {
  return Object.values(fields)
    .flat()
    .flatMap((value) => (value && typeof value === 'object' ? Object.values(value) : [value]))
    .filter((value): value is string => typeof value === 'string' && value.includes(' '))
}

const open = { readers: 'everyone', language: 'nl' } as const

function peopleDocuments(directory: Directory): SearchDocument[] {
  return directory.persons
    .filter((person) => person.active)
    .map((person) => ({
      ...open,
      themes: [],
      audiences: [],
      id: `people/${person.slug}`,
      type: 'person',
      url: `/people/${person.slug}`,
      title: person.name,
      summary: [person.function, directory.unit(person.unit)?.name].filter(Boolean).join(', '),
      body: person.topics.join(', '),
      keywords: person.topics,
      units: worksIn(person),
    }))
}

function unitDocuments(directory: Directory): SearchDocument[] {
  return directory.units.map((unit) => ({
    ...open,
    themes: [],
    audiences: [],
    id: `units/${unit.slug}`,
    type: 'unit',
    url: `/units/${unit.slug}`,
    title: unit.name,
    summary: unit.description,
    body: '',
    keywords: [],
    units: [unit.slug],
  }))
}
