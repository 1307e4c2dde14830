import { join } from 'node:path'
import type { Request, RequestHandler } from 'express'
import { may } from '../access/may.ts'
import { belongingTo } from '../access/visibility.ts'
import type { Item } from '../content/item.ts'
import { renderMarkdown } from '../content/markdown.ts'
import { nameOf } from '../content/vocabulary.ts'
import { NotFound } from '../errors.ts'
import type { House } from '../house.ts'
import { packageRoot } from '../paths.ts'
import type { InstalledPlugin } from '../plugins.ts'
import { visitFor } from './begin-visit.ts'
import { contactCards, fragments } from './contacts.ts'
import { stillCurrentAction } from './freshness/still-current.ts'
import { markdownOptions } from './links.ts'
import { mustReadOn } from './must-read/on-item.ts'
import { followAction } from './notices/follow-action.ts'
import { entry, freshness, themeLink, typeBadge, unitName } from './present.ts'
import { itemSteps } from './publishing/item-steps.ts'
import { type Locals, renderView, sendPage } from './render.ts'
import { longDate } from './texts.ts'
import type { Visit } from './visit.ts'

/** An item: its body in the view of its type, with who owns it, how fresh it is, who can help and what belongs to it. */
export function itemPage(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    const { visit } = req
    const item = await house.items.get(`${plugin.id}/${req.params.slug}`, visit.reader)
    const [{ mainHtml, sideHtml, toc }, pin, related, panelsHtml, steps, mustRead] = await Promise.all([
      itemBody(house, plugin, visit, item),
      contactCards(house, visit, { units: [item.unit], themes: item.themes }, 3),
      relatedTo(house, visit, item),
      fragments(house, visit, (one) => one.offer.itemPanel?.(item, visitFor(house, visit, one.id))),
      itemSteps(house, visit, item),
      mustReadOn(house, visit, item),
    ])
    await sendPage(house, req, res, 'item', {
      title: item.title,
      badge: typeBadge(house, visit, item.type),
      extraBadges: mustRead.badges,
      heading: item.title,
      summary: item.summary,
      actions: [
        await followAction(house, visit, { kind: 'item', target: item.id }),
        ...mustRead.actions,
        { name: 'print', label: visit.t('item.print'), icon: 'printer' },
      ],
      contentLanguage: item.language,
      toc,
      mainHtml,
      sideHtml,
      facts: facts(house, visit, item),
      address: addressOnPaper(house, req, `/${item.id}`),
      pin,
      related,
      panelsHtml,
      steps,
      mustRead,
      told: whatIsTold(req.query.told, visit),
      archived: item.state === 'archived',
      breadcrumbs: trail(house, visit, plugin, item),
    })
    countView(house, visit, item)
    house.recentlyViewed.note(visit.reader.id, item.id, visit.today)
  }
}

/** Whoever looks after an item does not use it by looking. */
function countView({ views }: House, { reader, today }: Visit, item: Item): void {
  if (item.state === 'published' && !may(reader, 'look after item', belongingTo(item))) views.note(item.id, today)
}

/** The body of an item in the view of its type, what stands beside it, and its table of contents. */
export async function itemBody(house: House, plugin: InstalledPlugin, visit: Visit, item: Item) {
  const { html, headings } = renderMarkdown(item.body, markdownOptions(house, visit, plugin.id))
  const own = await plugin.offer.itemPage?.(item, visit)
  const locals = { item, fields: item.fields, html, ...own }
  const [mainHtml, sideHtml] = await Promise.all([
    typeView(plugin, item.type, visit, locals) ?? renderView(visit, defaultView, locals),
    typeView(plugin, `${item.type}-side`, visit, locals),
  ])
  return { mainHtml, sideHtml, toc: own?.toc ?? headings.filter((heading) => heading.level === 2) }
}

/** Where who holds the paper finds the page: the address that the settings give, or else the one it was asked at. */
const addressOnPaper = ({ config }: House, req: Request, path: string) =>
  new URL(req.visit.link(path), config.url ?? `${req.protocol}://${req.get('host')}`).href

const tellable = ['published', 'archived', 'broughtBack', 'read', 'newer']

const whatIsTold = (told: unknown, { t }: Visit) =>
  tellable.includes(String(told)) ? t(`item.told.${told}`) : undefined

const defaultView = join(packageRoot, 'views', 'item-body.ejs')

/** A view of the plugin for one of its types: `<type>.ejs` for the body, `<type>-side.ejs` for what stands beside it. */
function typeView(plugin: InstalledPlugin, name: string, visit: Visit, locals: Locals): Promise<string> | undefined {
  return plugin.views.has(name) ? renderView(visit, join(plugin.folder, 'views', `${name}.ejs`), locals) : undefined
}

/** Kenniskompas › the list › the item */
export function trail(house: House, visit: Visit, plugin: InstalledPlugin, item: Item) {
  const list = house.texts.in(visit.language, plugin.id)(`${item.type}.plural`)
  return [
    { label: 'Kenniskompas', url: visit.link('/') },
    { label: list, url: visit.link(`/${plugin.id}`) },
    { label: item.title },
  ]
}

function facts(house: House, visit: Visit, item: Item) {
  const person = (slug: string | undefined) => {
    const known = house.directory.person(slug)
    const url = known?.active ? visit.link(`/people/${known.slug}`) : undefined
    return known && { name: known.name, url, unit: known.unit && unitName(house, known.unit) }
  }
  const { audiences } = house.reference.vocabulary
  return {
    fresh: freshness(item, visit),
    stillCurrent: stillCurrentAction(item, visit),
    checked: longDate(item.checked, visit.language),
    review: longDate(item.review, visit.language),
    owner: person(item.owner),
    deputy: person(item.deputy),
    unit: { label: unitName(house, item.unit), url: visit.link(`/units/${item.unit}`) },
    themes: item.themes.map((slug) => themeLink(house, visit, slug)),
    audience: item.audience.map((slug) => nameOf(audiences, slug, visit.language)),
    product: item.product && { name: item.product.name, url: item.product.uri },
    version: {
      label: String(item.version),
      url: visit.link(`/${item.id}/versions`),
      more: item.version > 1 && { label: visit.t('item.changes'), url: visit.link(`/${item.id}/versions/compare`) },
    },
    source: item.source,
  }
}

const mostRelated = 6

/** What the author named, then what is about the same product or shares a theme within the same unit. */
async function relatedTo(house: House, visit: Visit, item: Item) {
  const named = await Promise.all(item.related.map((id) => house.items.get(id, visit.reader).catch(absent)))
  const alike = await house.items.find(
    {
      _id: { $nin: [item.id, ...item.related] },
      $or: [
        ...(item.product ? [{ 'product.uri': item.product.uri }] : []),
        { related: item.id },
        { unit: item.unit, themes: { $in: item.themes }, plugin: { $ne: item.plugin } },
      ],
    },
    visit.reader,
    { limit: mostRelated },
  )
  const found = [...named.filter((one) => one !== undefined), ...alike]
  return found.slice(0, mostRelated).map((one) => entry(house, visit, one))
}

function absent(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error
}
