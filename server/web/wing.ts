import { Router } from 'express'
import type { House } from '../house.ts'
import type { InstalledPlugin } from '../plugins.ts'
import { visitFor } from './begin-visit.ts'
import { stillCurrent } from './freshness/still-current.ts'
import { itemPage } from './item-page.ts'
import { listPage } from './list-page.ts'
import { confirmRead } from './must-read/on-item.ts'
import { duplicateItem } from './new-items/duplicate.ts'
import { archiveItem, bringBackItem, editItem } from './publishing/item-steps.ts'
import { comparePage } from './versions/compare-page.ts'
import { restore } from './versions/restore.ts'
import { versionPage } from './versions/version-page.ts'
import { versionsPage } from './versions/versions-page.ts'

/** The part of the house that a plugin lives in: its own routes first, then the kernel's list and item pages. */
export function wing(plugin: InstalledPlugin, house: House): Router {
  const router = Router()
  router.use((req, _res, next) => {
    req.visit = visitFor(house, req.visit, plugin.id)
    next()
  })
  if (plugin.offer.routes) router.use(plugin.offer.routes)
  if (plugin.itemTypes) {
    router.get('/', listPage(house, plugin))
    router.get('/:slug', itemPage(house, plugin))
    router.post('/:slug/edit', editItem(house, plugin))
    router.post('/:slug/archive', archiveItem(house, plugin))
    router.post('/:slug/bring-back', bringBackItem(house, plugin))
    router.post('/:slug/duplicate', duplicateItem(house, plugin))
    router.post('/:slug/still-current', stillCurrent(house, plugin))
    router.post('/:slug/read', confirmRead(house, plugin))
    router.get('/:slug/versions', versionsPage(house, plugin))
    router.get('/:slug/versions/compare', comparePage(house, plugin))
    router.get('/:slug/versions/:number', versionPage(house, plugin))
    router.post('/:slug/versions/:number/restore', restore(house, plugin))
  }
  return router
}
