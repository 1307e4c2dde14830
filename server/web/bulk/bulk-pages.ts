import { Router } from 'express'
import { onlySome } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { bulkPage, goOn, undo } from './bulk-page.ts'
import { choosePage } from './choose-page.ts'
import { beginBulk, previewPage } from './preview-page.ts'

/** Transactions that one request does: long enough for most bulks, short enough to wait for. */
const stepsInRequest = 4

/** Where somebody changes many items at once; which of them, the service says. */
export function bulkPages(house: House): Router {
  const router = Router()
  router.use('/bulk', onlySome('publish item'))
  router.get('/bulk', choosePage(house))
  router.post('/bulk/preview', previewPage(house))
  router.post('/bulk/begin', beginBulk(house, stepsInRequest))
  router.get('/bulk/:id', bulkPage(house))
  router.post('/bulk/:id/go-on', goOn(house, stepsInRequest))
  router.post('/bulk/:id/undo', undo(house, stepsInRequest))
  return router
}
