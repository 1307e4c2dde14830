import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { FollowKind, Subject } from '../../notify/follows.ts'
import { themeLink, typePlural, unitName } from '../present.ts'
import type { Visit } from '../visit.ts'

interface Link {
  label: string
  url: string
}

/** The name and address of each of these, in their order; undefined for what is not there or this reader may not see. */
export async function subjectLinks(house: House, visit: Visit, subjects: Subject[]): Promise<Array<Link | undefined>> {
  const { reader, link } = visit
  const ids = subjects.filter(({ kind }) => kind === 'item').map(({ target }) => target)
  const items = new Map((await house.items.find({ _id: { $in: ids } }, reader)).map((item) => [item.id, item]))
  // A theme that holds nothing for this reader is not shown anywhere either.
  const themes = await house.items.countByTheme(reader)

  const linksOf: Record<FollowKind, (target: string) => Link | undefined> = {
    item(id) {
      const item = items.get(id)
      return item && { label: item.title, url: link(`/${id}`) }
    },
    theme: (slug) => (themes.has(slug) ? themeLink(house, visit, slug) : undefined),
    unit: (slug) => house.directory.unit(slug) && { label: unitName(house, slug), url: link(`/units/${slug}`) },
    type(name) {
      const plugin = house.plugins.find(({ itemTypes = {} }) => Object.hasOwn(itemTypes, name))
      return plugin && { label: typePlural(house, visit, name), url: link(`/${plugin.id}`) }
    },
  }
  return subjects.map(({ kind, target }) => linksOf[kind](target))
}

/** @throws {NotFound} when there is no such thing, or this reader may not see it */
export async function mustBeThere(house: House, visit: Visit, subject: Subject): Promise<void> {
  const [found] = await subjectLinks(house, visit, [subject])
  if (!found) throw new NotFound(subject.kind, subject.target)
}
