import { Router } from 'express'
import { only } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { feedbackPage, judge, tellSought } from './feedback.ts'
import { searchHelpPage } from './help-page.ts'
import { insightsPage, notFoundPath } from './insights-page.ts'
import { countOpenedResults } from './opened-results.ts'
import { searchPage } from './search-page.ts'
import { suggestions } from './suggestions.ts'

/** Where people search, say whether they found it, and where editors see what is searched for. */
export function searchPages(house: House): Router {
  const router = Router()
  router.get('/search', searchPage(house))
  router.get('/search/help', searchHelpPage(house))
  router.get('/search/suggestions', suggestions(house))
  router.get('/search/insights', only('see unanswered questions'), insightsPage(house))
  router.get('/search/unanswered', only('see unanswered questions'), ({ visit }, res) => {
    res.redirect(301, visit.link(notFoundPath))
  })
  router.get('/search/feedback', feedbackPage(house))
  router.post('/search/feedback', house.limits.feedback, judge(house))
  router.post('/search/feedback/sought', house.limits.feedback, tellSought(house))
  router.use(countOpenedResults(house))
  return router
}
