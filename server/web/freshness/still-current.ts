import type { RequestHandler } from 'express'
import { may } from '../../access/may.ts'
import { belongingTo } from '../../access/visibility.ts'
import type { ListedItem } from '../../content/item.ts'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { safeReturn } from '../return-to.ts'
import type { Visit } from '../visit.ts'

/** "Nog actueel": the item holds for another period of its type. Goes back to where the button stood. */
export function stillCurrent(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string }> {
  return async ({ visit, params, body }, res) => {
    await house.freshness.stillCurrent(`${plugin.id}/${params.slug}`, visit.today, visit.reader, visit.now)
    res.redirect(303, safeReturn(body?.returnTo, visit))
  }
}

/** The button for whoever looks after an item; undefined for others, and on the day somebody pressed it. */
export function stillCurrentAction(item: ListedItem, { reader, t, link, today, returnTo }: Visit) {
  if (item.state !== 'published' || item.checked >= today) return undefined
  if (!may(reader, 'look after item', belongingTo(item))) return undefined
  return {
    post: link(`/${item.id}/still-current`),
    fields: { returnTo },
    label: t('fresh.stillCurrent'),
    description: t('fresh.stillCurrentOf', { title: item.title }),
    icon: 'circle-check',
    kind: 'secondary',
  }
}
