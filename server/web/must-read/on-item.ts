import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { Item } from '../../content/item.ts'
import { dayOf } from '../../days.ts'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { mustReadBadge } from './lines.ts'

/** What the page of an item shows of must-reading: whether this reader must still read it, and the way to who did. */
export async function mustReadOn(house: House, visit: Visit, item: Item) {
  const { t, link, language, today, reader } = visit
  const asked = await house.mustReads.statusOf(item, reader, today)
  const follows = house.mustReads.isFollowedBy(item, reader, today)
  const whoUrl = link(`/must-read/${item.id}`)
  return {
    badges: asked ? [mustReadBadge(visit, asked)] : [],
    actions: follows ? [{ label: t('mustRead.who'), url: whoUrl, icon: 'eye' }] : [],
    box: asked && {
      before: longDate(asked.item.mustRead.before, language),
      late: asked.item.mustRead.before < today,
      readOn: asked.readAt && longDate(dayOf(asked.readAt), language),
      url: link(`/${item.id}/read`),
      version: item.readVersion,
    },
  }
}

const ReadForm = z.object({ version: z.coerce.number().int().min(1) })

/** "Ik heb dit gelezen": of the version that stood on the page; when there is a newer one by now, the page asks again. */
export function confirmRead(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string }> {
  return async ({ params, body, visit }, res) => {
    const id = `${plugin.id}/${params.slug}`
    const { version } = ReadForm.parse(body)
    const isNewest = await house.mustReads.confirm(id, version, visit.reader, visit.today, visit.now)
    res.redirect(303, visit.link(`/${id}?told=${isNewest ? 'read' : 'newer'}`))
  }
}
