import type { Request, RequestHandler, Response } from 'express'
import { may } from '../../access/may.ts'
import { belongingTo } from '../../access/visibility.ts'
import { readableFrontMatter } from '../../content/front-matter.ts'
import type { Item, ItemVersion } from '../../content/item.ts'
import { BadItemFile, parseItemFile } from '../../content/item-file.ts'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { itemBody } from '../item-page.ts'
import { unjudgedHtml } from '../links.ts'
import { typeBadge } from '../present.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { versionLine } from './version-line.ts'
import { changesSince, oneOf, versionsOf, versionsTrail } from './versions-page.ts'

/** One version of an item, to read in full at an address that stays. */
export function versionPage(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string; number: string }> {
  return (req, res) => sendVersion(house, plugin, req, res)
}

/** What was wrong with an answer to "why bring it back?". */
export interface Asked {
  why: string
  problem: string
}

export async function sendVersion(
  house: House,
  plugin: InstalledPlugin,
  req: Request<{ slug: string; number: string }>,
  res: Response,
  asked?: Asked,
): Promise<void> {
  const { visit, params } = req
  const { item, versions } = await versionsOf(house, plugin, req)
  const shown = oneOf(versions, params.number)
  const line = versionLine(house, visit, shown)
  const isPresent = shown.version === item.version
  const text = await textOf(house, plugin, visit, item, shown)
  await sendPage(house, req, res, 'version', {
    title: `${text.title} · ${line.label}`,
    version: line,
    badge: typeBadge(house, visit, item.type),
    isPresent,
    present: { number: item.version, url: visit.link(`/${item.id}`) },
    heading: text.title,
    summary: text.summary,
    contentLanguage: text.language,
    toc: text.toc,
    mainHtml: text.mainHtml,
    changes: changesSince(visit.link, shown, versions[versions.indexOf(shown) + 1]),
    untilNow: isPresent ? undefined : visit.link(`/${item.id}/versions/compare?from=${shown.version}`),
    allUrl: visit.link(`/${item.id}/versions`),
    restore: isPresent ? undefined : await restoreForm(house, visit, item, shown, asked),
    breadcrumbs: versionsTrail(house, req, plugin, item, line.label),
  })
}

/** A version in the view of its type, or as plain Markdown when it comes from a time with other fields. */
async function textOf(house: House, plugin: InstalledPlugin, visit: Visit, item: Item, { text }: ItemVersion) {
  try {
    const content = parseItemFile({ plugin: plugin.id, slug: item.slug, text }, house.types)
    const { mainHtml, toc } = await itemBody(house, plugin, visit, { ...item, ...content })
    return { ...content, mainHtml, toc }
  } catch (error) {
    if (!(error instanceof BadItemFile)) throw error
    const { title, summary, language } = item
    const body = readableFrontMatter(text)?.body ?? text
    return {
      title,
      summary,
      language,
      toc: [],
      mainHtml: `<div class="prose">${unjudgedHtml(house, visit, plugin.id, body)}</div>`,
    }
  }
}

/** What who may write needs to bring an old version back: a place to say why, or the way to the draft that is there. */
async function restoreForm(house: House, visit: Visit, item: Item, { version }: ItemVersion, asked?: Asked) {
  if (!may(visit.reader, 'write item', belongingTo(item))) return undefined
  const draft = await house.publishing.draftOf(item.id, visit.reader)
  return {
    action: visit.link(`/${item.id}/versions/${version}/restore`),
    why: asked?.why ?? '',
    problem: asked?.problem,
    draftUrl: draft && visit.link(`/drafts/${draft.id}`),
  }
}
