import { Router } from 'express'
import { only } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { curationPath } from './frame.ts'
import { pinnedList } from './pinned-list.ts'
import { changePinned, pinnedPage } from './pinned-page.ts'
import { keepQuestion, questionPage } from './question-page.ts'
import { questionsList, removeQuestion, runQuestions } from './questions-list.ts'
import { changeSynonym, synonymPage } from './synonym-page.ts'
import { synonymsPage } from './synonyms-page.ts'
import { whyPage } from './why-page.ts'

/** Where editors teach search: words that mean the same, what stands on top, and the questions that test it. */
export function curationPages(house: House): Router {
  const router = Router()
  const guard = only('curate search')
  router.get(curationPath, guard, ({ visit }, res) => res.redirect(303, visit.link(`${curationPath}/synonyms`)))
  router.get(`${curationPath}/synonyms`, guard, synonymsPage(house))
  router.get(`${curationPath}/synonyms/:key`, guard, synonymPage(house))
  router.post(`${curationPath}/synonyms/:key`, guard, changeSynonym(house))
  router.get(`${curationPath}/pinned`, guard, pinnedList(house))
  router.get(`${curationPath}/pinned/:key`, guard, pinnedPage(house))
  router.post(`${curationPath}/pinned/:key`, guard, changePinned(house))
  router.get(`${curationPath}/questions`, guard, questionsList(house))
  router.post(`${curationPath}/questions/run`, guard, runQuestions(house))
  router.get(`${curationPath}/questions/new`, guard, questionPage(house))
  router.post(`${curationPath}/questions/new`, guard, keepQuestion(house))
  router.post(`${curationPath}/questions/:key/remove`, guard, removeQuestion(house))
  router.get('/search/why', guard, whyPage(house))
  return router
}
