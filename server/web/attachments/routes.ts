import { Router } from 'express'
import { onlySome } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { attachmentPage } from './attachment-page.ts'
import { serveAttachment } from './serve.ts'
import { newAttachmentPage, upload } from './upload.ts'

/** Pictures and documents: uploaded by those who write items, served to those who may read what refers to them. */
export function attachmentRoutes(house: House): Router {
  const router = Router()
  const writers = onlySome('write item')
  router.get('/attachments/new', writers, newAttachmentPage(house))
  router.post('/attachments', writers, house.limits.upload, upload(house))
  router.get('/attachments/:id', writers, attachmentPage(house))
  router.get('/attachments/:id/:name', serveAttachment(house))
  return router
}
