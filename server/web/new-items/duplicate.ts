import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { copyOf } from '../../publishing/beginnings.ts'
import { beginningOf } from './write-page.ts'

const longestTitle = 120

/** Begins a new item that says the same as one that this reader may read. */
export function duplicateItem(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string }> {
  return async ({ params, visit }, res) => {
    const item = await house.items.get(`${plugin.id}/${params.slug}`, visit.reader)
    const content = await house.publishing.contentOf(item.id, item.version)
    const mark = house.texts.in(item.language)('write.copyMark')
    const title = `${item.title.slice(0, longestTitle - mark.length - 1)} ${mark}`
    const draft = await house.publishing.begin(
      { plugin: plugin.id, type: item.type, content: copyOf(content, title, beginningOf(house, visit)) },
      randomUUID(),
      visit.reader,
      visit.now,
    )
    res.redirect(303, visit.link(`/drafts/${draft.id}`))
  }
}
