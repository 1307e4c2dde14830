import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { House } from '../house.ts'
import { entry, typeBadge } from './present.ts'
import { safeReturn } from './return-to.ts'
import type { Visit } from './visit.ts'

const personId = /^people\/(.+)$/

/** What the reader opened last, as far as they may still see it. */
export async function recentlyViewed(house: House, visit: Visit) {
  const ids = await house.recentlyViewed.of(visit.reader.id, visit.today)
  if (ids.length === 0) return []
  const items = await house.items.find({ _id: { $in: ids } }, visit.reader)
  const entries = new Map(items.map((item) => [item.id, entry(house, visit, item)]))
  return ids.flatMap((id) => entries.get(id) ?? personEntry(house, visit, id) ?? [])
}

function personEntry(house: House, visit: Visit, id: string) {
  const person = house.directory.colleague(personId.exec(id)?.[1])
  return (
    person && {
      badge: typeBadge(house, visit, 'person'),
      title: person.name,
      url: visit.link(`/people/${person.slug}`),
      meta: person.function ?? '',
    }
  )
}

const ForgetForm = z.object({ returnTo: z.string().catch('') })

/** The reader wipes the list of what they opened. */
export function forgetRecentlyViewed(house: House): RequestHandler {
  return async (req, res) => {
    const { returnTo } = ForgetForm.parse(req.body)
    await house.recentlyViewed.forget(req.visit.reader.id)
    res.redirect(303, safeReturn(returnTo, req.visit))
  }
}
