import { Router } from 'express'
import { only } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { download } from './download.ts'
import { exportPage } from './export-page.ts'

/** Where editors take items along, as files that an import takes back. */
export function exportPages(house: House): Router {
  const router = Router()
  router.use('/export', only('export items'))
  router.get('/export', exportPage(house))
  router.post('/export', house.limits.export, download(house))
  return router
}
