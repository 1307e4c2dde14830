import type { RequestHandler } from 'express'
import { z } from 'zod'
import { readableFrontMatter } from '../content/front-matter.ts'
import { renderMarkdown } from '../content/markdown.ts'
import { NotFound } from '../errors.ts'
import type { House } from '../house.ts'
import type { InstalledPlugin } from '../plugins.ts'
import { trail } from './item-page.ts'
import { markdownOptions } from './links.ts'
import { sendPage } from './render.ts'
import { longDate } from './texts.ts'
import { dayOf } from './visit.ts'

const VersionNumber = z.coerce.number().int().min(1).optional()

/** The versions of an item, and the text of one of them. */
export function versionsPage(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string; number?: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const id = `${plugin.id}/${params.slug}`
    const item = await house.items.get(id, visit.reader)
    const versions = await house.items.versions(id, visit.reader)
    const number = VersionNumber.catch(0).parse(params.number)
    const shown = number === undefined ? undefined : versions.find((one) => one.version === number)
    if (number !== undefined && !shown) throw new NotFound('version', `${id}@${params.number}`)
    const heading = visit.t('versions.heading', { title: item.title })
    await sendPage(house, req, res, 'versions', {
      title: heading,
      heading,
      versions: versions.map(({ version, at, by, note }) => ({
        label: visit.t('versions.number', { number: version }),
        url: visit.link(`/${id}/versions/${version}`),
        current: version === shown?.version,
        at: longDate(dayOf(at), visit.language),
        by: by === 'import' ? visit.t('versions.import') : (house.directory.person(by)?.name ?? by),
        note,
      })),
      shown: shown && {
        heading: visit.t('versions.number', { number: shown.version }),
        html: renderMarkdown(
          readableFrontMatter(shown.text)?.body ?? shown.text,
          markdownOptions(house, visit, plugin.id),
        ).html,
      },
      breadcrumbs: [
        ...trail(house, visit, plugin, item).slice(0, -1),
        { label: item.title, url: visit.link(`/${id}`) },
        { label: visit.t('versions.title') },
      ],
    })
  }
}
