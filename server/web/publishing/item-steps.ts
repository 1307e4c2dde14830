import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { may } from '../../access/may.ts'
import { belongingTo } from '../../access/visibility.ts'
import type { Item } from '../../content/item.ts'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { mayPublish } from '../../publishing/rights.ts'
import type { Visit } from '../visit.ts'
import { stateBadge } from './present-draft.ts'

type Step = RequestHandler<{ slug: string }>

/** Opens the draft of an item, or begins one. */
export const editItem =
  (house: House, plugin: InstalledPlugin): Step =>
  async ({ params, visit }, res) => {
    const draft = await house.publishing.beginFrom(`${plugin.id}/${params.slug}`, randomUUID(), visit.reader, visit.now)
    res.redirect(303, visit.link(`/drafts/${draft.id}`))
  }

const Why = z.object({ why: z.string().trim().max(300).default('') })

export const archiveItem =
  (house: House, plugin: InstalledPlugin): Step =>
  async ({ params, body, visit }, res) => {
    const id = `${plugin.id}/${params.slug}`
    await house.publishing.archive(id, Why.parse(body).why, visit.reader, visit.now)
    res.redirect(303, visit.link(`/${id}?told=archived`))
  }

export const bringBackItem =
  (house: House, plugin: InstalledPlugin): Step =>
  async ({ params, body, visit }, res) => {
    const id = `${plugin.id}/${params.slug}`
    await house.publishing.bringBack(id, Why.parse(body).why, visit.reader, visit.now)
    res.redirect(303, visit.link(`/${id}?told=broughtBack`))
  }

/** What this reader may do with an item, for the panel on its page; undefined for those who only read. */
export async function itemSteps(house: House, visit: Visit, item: Item) {
  const writes = may(visit.reader, 'write item', belongingTo(item))
  if (!writes) return undefined
  const draft = await house.publishing.draftOf(item.id, visit.reader)
  return {
    editUrl: visit.link(`/${item.id}/edit`),
    draft: draft && { badge: stateBadge(draft, visit), url: visit.link(`/drafts/${draft.id}`) },
    duplicateUrl: visit.link(`/${item.id}/duplicate`),
    templateUrl: may(visit.reader, 'keep templates') ? visit.link(`/templates/new?item=${item.id}`) : null,
    archived: item.state === 'archived',
    publishes: mayPublish(item, item, visit.reader),
    archiveUrl: visit.link(`/${item.id}/archive`),
    bringBackUrl: visit.link(`/${item.id}/bring-back`),
  }
}
