import { Router } from 'express'
import { only } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { keepTemplate, newTemplatePage, removeTemplate, templatesPage } from './templates-page.ts'
import { beginWriting, writePage } from './write-page.ts'

/** Where new items begin: everybody may write one, editors keep the templates. */
export function newItemsPages(house: House): Router {
  const router = Router()
  const editorsOnly = only('keep templates')
  router.get('/write', writePage(house))
  router.post('/write', beginWriting(house))
  router.get('/templates', editorsOnly, templatesPage(house))
  router.get('/templates/new', editorsOnly, newTemplatePage(house))
  router.post('/templates', editorsOnly, keepTemplate(house))
  router.post('/templates/:id/remove', editorsOnly, removeTemplate(house))
  return router
}
