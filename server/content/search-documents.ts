import type { Directory } from '../people/directory.ts'
import { worksIn } from '../people/works-in.ts'
import type { Edit, SearchDocument } from '../search/index.ts'
import type { Change, ChangeKind } from '../store/changes.ts'
import type { ListedItem } from './item.ts'
import type { Items } from './items.ts'

interface Sources {
  items: Pick<Items, 'all'>
  directory: Directory
}

/** Everything that search must find: items, persons and units. */
export async function* searchDocuments({ items, directory }: Sources): AsyncIterable<SearchDocument> {
  for await (const item of items.all()) yield itemDocument(item)
  yield* peopleDocuments(directory)
  yield* unitDocuments(directory)
}

/** What search must take over of these changes, as things are now: what is not to be found any more is gone, whatever became of it. */
export async function searchEdit(changes: Change[], { items, directory }: Sources): Promise<Edit> {
  const idsOf = (kind: ChangeKind) => [...new Set(changes.filter((one) => one.kind === kind).map(({ id }) => id))]
  const [itemIds, slugs] = [idsOf('item'), idsOf('directory')]
  const put: SearchDocument[] = []
  if (itemIds.length > 0) for await (const item of items.all(itemIds)) put.push(itemDocument(item))
  // The name of a unit is told with each of its people, so that all of the directory is compared.
  if (slugs.length > 0) put.push(...peopleDocuments(directory), ...unitDocuments(directory))
  const present = new Set(put.map(({ id }) => id))
  const changed = [...itemIds, ...slugs.flatMap((slug) => [personId(slug), unitId(slug)])]
  return { put, gone: changed.filter((id) => !present.has(id)) }
}

function itemDocument(item: ListedItem & { plain: string }): SearchDocument {
  return {
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
  }
}

const personId = (slug: string) => `people/${slug}`
const unitId = (slug: string) => `units/${slug}`

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
      id: personId(person.slug),
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
    id: unitId(unit.slug),
    type: 'unit',
    url: `/units/${unit.slug}`,
    title: unit.name,
    summary: unit.description,
    body: '',
    keywords: [],
    units: [unit.slug],
  }))
}
