import { Router } from 'express'
import { only } from '../access/guard.ts'
import { editorRoutes } from '../editor/routes.ts'
import type { House } from '../house.ts'
import { conflictsPages } from './folder/conflicts-pages.ts'
import { homePage } from './home.ts'
import { peoplePage, personPage, unitPage } from './people-pages.ts'
import { forgetRecentlyViewed } from './recently-viewed.ts'
import { feedbackPage, judge, tellSought } from './search/feedback.ts'
import { searchHelpPage } from './search/help-page.ts'
import { insightsPage } from './search/insights-page.ts'
import { countOpenedResults } from './search/opened-results.ts'
import { searchPage } from './search/search-page.ts'
import { suggestions } from './search/suggestions.ts'
import { unansweredPage } from './search/unanswered-page.ts'
import { curationPages } from './search-curation/curation-pages.ts'
import { draftComparePage } from './versions/draft-compare-page.ts'
import { workListPage, workPage } from './work/work-page.ts'

/** The pages of the kernel itself; all of them need a signed-in reader. */
export function corePages(house: House): Router {
  const router = Router()
  router.get('/', homePage(house))
  router.get('/search', searchPage(house))
  router.get('/search/help', searchHelpPage(house))
  router.get('/search/suggestions', suggestions(house))
  router.get('/search/unanswered', only('see unanswered questions'), unansweredPage(house))
  router.get('/search/insights', only('see unanswered questions'), insightsPage(house))
  router.get('/search/feedback', feedbackPage(house))
  router.post('/search/feedback', house.limits.feedback, judge(house))
  router.post('/search/feedback/sought', house.limits.feedback, tellSought(house))
  router.use(countOpenedResults(house))
  router.post('/recently-viewed/forget', forgetRecentlyViewed(house))
  router.get('/work', workPage(house))
  router.get('/work/:list', workListPage(house))
  router.get('/people', peoplePage(house))
  router.get('/people/:slug', personPage(house))
  router.get('/units/:slug', unitPage(house))
  router.get('/drafts/:id/compare', draftComparePage(house))
  router.use(curationPages(house))
  router.use(conflictsPages(house))
  router.use('/editor', editorRoutes(house))
  return router
}
