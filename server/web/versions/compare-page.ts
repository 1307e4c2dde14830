import type { RequestHandler } from 'express'
import type { ItemVersion } from '../../content/item.ts'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { contentIn } from '../../publishing/writing.ts'
import { sendPage } from '../render.ts'
import { differencesBetween } from './differences-page.ts'
import { versionLine } from './version-line.ts'
import { oneOf, versionsOf, versionsTrail } from './versions-page.ts'

/** Two versions of an item side by side; without numbers the newest and the one before it. */
export function comparePage(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    const { visit, query } = req
    const { item, versions } = await versionsOf(house, plugin, req)
    if (versions.length < 2 && !query.from) return res.redirect(302, visit.link(`/${item.id}/versions`))
    const from = oneOf(versions, query.from ?? versions[1]?.version)
    const to = oneOf(versions, query.to ?? versions[0]?.version)
    const heading = visit.t('compare.heading', { from: from.version, to: to.version })
    const side = (version: ItemVersion) => {
      const line = versionLine(house, visit, version)
      return { ...line, content: contentIn(version) }
    }
    await sendPage(house, req, res, 'compare', {
      title: `${heading} · ${item.title}`,
      heading,
      item: { title: item.title, url: visit.link(`/${item.id}`), language: item.language },
      compareUrl: visit.link(`/${item.id}/versions/compare`),
      versions: versions.map((version) => versionLine(house, visit, version)),
      from: side(from),
      to: side(to),
      differences: differencesBetween(house, visit, plugin.id, side(from), side(to)),
      breadcrumbs: versionsTrail(house, req, plugin, item, heading),
    })
  }
}
