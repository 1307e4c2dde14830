import express, { type Express } from 'express'
import type { House } from '../house.ts'
import type { InstalledPlugin } from '../plugins.ts'
import { visitFor } from './begin-visit.ts'
import { itemPage } from './item-page.ts'
import { listPage } from './list-page.ts'
import { versionsPage } from './versions-page.ts'

/** The part of the house that a plugin lives in: its own routes first, then the kernel's list and item pages. */
export function wing(plugin: InstalledPlugin, house: House): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use((req, _res, next) => {
    req.visit = visitFor(house, req.visit, plugin.id)
    next()
  })
  if (plugin.offer.routes) app.use(plugin.offer.routes)
  if (plugin.itemTypes) {
    app.get('/', listPage(house, plugin))
    app.get('/:slug', itemPage(house, plugin))
    app.get('/:slug/versions', versionsPage(house, plugin))
    app.get('/:slug/versions/:number', versionsPage(house, plugin))
  }
  return app
}
