import type { RequestHandler } from 'express'
import type { ListedItem } from '../../content/item.ts'
import type { House } from '../../house.ts'
import { filterGroups } from '../item-filters.ts'
import { typePlural } from '../present.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { ExportChoice, itemsChosen } from './export-choice.ts'

/** Chooses what to take along, and tells how much that is before it is downloaded. */
export function exportPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    const choice = ExportChoice.parse(req.query)
    const items = await itemsChosen(house, choice, visit.reader)
    const { versions, ...kept } = choice
    await sendPage(house, req, res, 'export', {
      title: t('export.heading'),
      filterGroups: filterGroups(house, visit, choice),
      archived: choice.archived,
      versions,
      kept: Object.entries(kept).filter(([, value]) => value),
      count: t('export.count', { count: items.length }),
      download: t('export.download', { count: items.length }),
      types: countByType(house, visit, items),
      breadcrumbs: [{ label: 'Kenniskompas', url: link('/') }, { label: t('export.heading') }],
    })
  }
}

const countByType = (house: House, visit: Visit, items: ListedItem[]) =>
  house.types
    .names()
    .map((type) => ({
      name: typePlural(house, visit, type),
      count: items.filter((item) => item.type === type).length,
    }))
    .filter(({ count }) => count > 0)
