import { Router } from 'express'
import { editorRoutes } from '../editor/routes.ts'
import type { House } from '../house.ts'
import { conflictsPages } from './folder/conflicts-pages.ts'
import { homePage } from './home.ts'
import { peoplePage, personPage, unitPage } from './people-pages.ts'
import { forgetRecentlyViewed } from './recently-viewed.ts'
import { searchPages } from './search/search-pages.ts'
import { curationPages } from './search-curation/curation-pages.ts'
import { draftComparePage } from './versions/draft-compare-page.ts'
import { workListPage, workPage } from './work/work-page.ts'

/** The pages of the kernel itself; all of them need a signed-in reader. */
export function corePages(house: House): Router {
  const router = Router()
  router.get('/', homePage(house))
  router.use(searchPages(house))
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
