import type { House } from '../../house.ts'
import { typeName } from '../present.ts'
import type { Visit } from '../visit.ts'

export interface Destination {
  id: string
  title: string
  typeLabel: string
  url: string
}

/** What these ids stand for, of items, people and units that this reader can find now; what cannot be found is left out. */
export async function destinations(house: House, visit: Visit, ids: string[]): Promise<Map<string, Destination>> {
  const items = await house.items.find({ _id: { $in: ids }, state: 'published' }, visit.reader)
  const found = [
    ...items.map(({ id, title, type }) => ({ id, title, type })),
    ...ids.flatMap((id) => inDirectory(house, id)),
  ]
  return new Map(
    found.map(({ id, title, type }) => [
      id,
      { id, title, typeLabel: typeName(house, visit, type), url: visit.link(`/${id}`) },
    ]),
  )
}

function inDirectory({ directory }: House, id: string): Array<{ id: string; title: string; type: string }> {
  const [kind, slug] = id.split('/')
  const person = kind === 'people' ? directory.colleague(slug) : undefined
  const unit = kind === 'units' && slug ? directory.unit(slug) : undefined
  if (person) return [{ id, title: person.name, type: 'person' }]
  return unit ? [{ id, title: unit.name, type: 'unit' }] : []
}
