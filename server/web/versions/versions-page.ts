import type { Request, RequestHandler } from 'express'
import { z } from 'zod'
import type { Item, ItemVersion } from '../../content/item.ts'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { trail } from '../item-page.ts'
import { sendPage } from '../render.ts'
import { versionLine } from './version-line.ts'

/** The versions of an item: who made each, when and why, with the way to read and to compare them. */
export function versionsPage(house: House, plugin: InstalledPlugin): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    const { visit } = req
    const { item, versions } = await versionsOf(house, plugin, req)
    const heading = visit.t('versions.heading', { title: item.title })
    await sendPage(house, req, res, 'versions', {
      title: heading,
      heading,
      itemUrl: visit.link(`/${item.id}`),
      compareUrl: visit.link(`/${item.id}/versions/compare`),
      versions: versions.map((version, place) => ({
        ...versionLine(house, visit, version),
        current: version.version === item.version,
        changes: changesSince(visit.link, version, versions[place + 1]),
      })),
      breadcrumbs: versionsTrail(house, req, plugin, item),
    })
  }
}

/** Where one sees what a version changed in the one before it. */
export const changesSince = (
  link: (path: string) => string,
  { item, version }: ItemVersion,
  former: ItemVersion | undefined,
) =>
  former && {
    number: former.version,
    url: link(`/${item}/versions/compare?from=${former.version}&to=${version}`),
  }

/** An item with those of its versions that this reader may see, newest first. @throws {NotFound} */
export async function versionsOf(
  house: House,
  plugin: InstalledPlugin,
  { visit, params }: Request<{ slug: string }>,
): Promise<{ item: Item; versions: ItemVersion[] }> {
  const id = `${plugin.id}/${params.slug}`
  const [item, versions] = await Promise.all([
    house.items.get(id, visit.reader),
    house.items.versions(id, visit.reader),
  ])
  return { item, versions }
}

const VersionNumber = z.coerce.number().int().min(1)

/** @throws {NotFound} when there is no such version, or it was not meant for this reader */
export function oneOf(versions: ItemVersion[], number: unknown): ItemVersion {
  const parsed = VersionNumber.safeParse(number)
  const found = versions.find(({ version }) => version === parsed.data)
  if (!found) throw new NotFound('version', String(number))
  return found
}

/** Kenniskompas › the list › the item › its versions › this one */
export function versionsTrail(
  house: House,
  { visit }: Pick<Request, 'visit'>,
  plugin: InstalledPlugin,
  item: Item,
  label?: string,
) {
  return [
    ...trail(house, visit, plugin, item).slice(0, -1),
    { label: item.title, url: visit.link(`/${item.id}`) },
    { label: visit.t('versions.title'), ...(label && { url: visit.link(`/${item.id}/versions`) }) },
    ...(label ? [{ label }] : []),
  ]
}
