import { Router } from 'express'
import { only } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { curationPath } from './frame.ts'
import { changeSynonym, synonymPage } from './synonym-page.ts'
import { synonymsPage } from './synonyms-page.ts'

/** Where editors teach search: words that mean the same, what stands on top, and the questions that test it. */
export function curationPages(house: House): Router {
  const router = Router()
  const guard = only('curate search')
  router.get(curationPath, guard, ({ visit }, res) => res.redirect(303, visit.link(`${curationPath}/synonyms`)))
  router.get(`${curationPath}/synonyms`, guard, synonymsPage(house))
  router.get(`${curationPath}/synonyms/:key`, guard, synonymPage(house))
  router.post(`${curationPath}/synonyms/:key`, guard, changeSynonym(house))
  return router
}
