import express, { Router } from 'express'
import type { House } from '../../house.ts'
import { autosave, presence } from './autosave.ts'
import { draftPage, saveDraft } from './draft-page.ts'
import { approve, askReview, discard, publish, remark, sendBack } from './draft-steps.ts'
import { finishMerge } from './merge-page.ts'
import { reviewPage } from './review-page.ts'

/** Where drafts are written, looked at and published. Each service says itself who may. */
export function publishingPages(house: House): Router {
  const router = Router()
  const json = express.json({ limit: '2mb' })
  router.get('/drafts/:id', draftPage(house))
  router.post('/drafts/:id', saveDraft(house))
  router.post('/drafts/:id/merge', finishMerge(house))
  router.post('/drafts/:id/autosave', json, autosave(house))
  router.post('/drafts/:id/presence', presence(house))
  router.post('/drafts/:id/discard', discard(house))
  router.get('/drafts/:id/review', reviewPage(house))
  router.post('/drafts/:id/ask-review', askReview(house))
  router.post('/drafts/:id/remarks', remark(house))
  router.post('/drafts/:id/send-back', sendBack(house))
  router.post('/drafts/:id/approve', approve(house))
  router.post('/drafts/:id/publish', publish(house))
  return router
}
