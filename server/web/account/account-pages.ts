import { Router } from 'express'
import { only, onlySome } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { answerWhoIAm, endOwnSessions, mePage } from './me-page.ts'
import { decideOnNewcomer, newcomersPage } from './newcomers-page.ts'
import { endSessionsOf, sessionsPage } from './sessions-page.ts'

/** Who somebody is here and where they are signed in, for themselves and for those who look after that; nothing where another product does. */
export function accountPages(house: House): Router {
  const router = Router()
  const { members } = house.provider
  if (!members) return router
  router.get('/me', mePage(house, members))
  router.post('/me/sessions', endOwnSessions(house, members))
  router.get('/sessions', only('end sessions'), sessionsPage(house, members))
  router.post('/sessions', only('end sessions'), endSessionsOf(house, members))

  const { newcomers } = members
  if (!newcomers) return router
  router.post('/me/identity', answerWhoIAm(house, members, newcomers))
  router.get('/newcomers', onlySome('recognise newcomer'), newcomersPage(house, newcomers))
  router.post('/newcomers', onlySome('recognise newcomer'), decideOnNewcomer(house, newcomers))
  return router
}
