export { mustBeOwnMachine } from './guard.ts'

import { Router } from 'express'
import { z } from 'zod'
import { Invalid } from '../../errors.ts'
import type { House } from '../../house.ts'
import { initials } from '../../people/directory.ts'
import type { Store } from '../../store/store.ts'
import { sendPage } from '../../web/render.ts'
import { safeReturn } from '../../web/return-to.ts'
import type { Visit } from '../../web/visit.ts'
import type { SignInProvider } from '../provider.ts'
import { endSession, prepareSessions, sessions, startSession } from '../session.ts'
import { onlyFromThisMachine } from './guard.ts'
import { demoMembers } from './members.ts'

/** One person of each role, to try the product with. */
const cast = ['sanne-brouwer', 'lotte-van-dam', 'pieter-dijk', 'ruben-vos']

/** A picker of persons in place of a password, for a newcomer on their own machine; see guard.ts for where it works. */
export async function demoProvider(store: Store, givenSecret?: string): Promise<SignInProvider> {
  const secret = await prepareSessions(store, givenSecret)
  return {
    name: 'demo',
    demo: true,
    canSignOut: true,
    members: demoMembers(store),
    routes: (house) => routes(house, secret),
    async readerOf(req, house) {
      const person = house.directory.person(req.session?.owner)
      return person?.active ? house.directory.readerFor(person) : undefined
    },
    readers: async (ids, { directory }) =>
      ids.flatMap((id) => directory.colleague(id) ?? []).map((person) => directory.readerFor(person)),
  }
}

const SignInForm = z.object({ person: z.string(), returnTo: z.string().optional() })

function routes(house: House, secret: string): Router {
  const router = Router()
  router.use(onlyFromThisMachine)
  router.use(sessions(house.store, { name: 'kenniskompas_demo', secure: false, path: '/' }, secret))

  router.get('/sign-in', async (req, res) => {
    const returnTo = safeReturn(req.query.returnTo, req.visit)
    const people = choices(house, req.visit).map((person) => ({ ...person, returnTo }))
    await sendPage(house, req, res, 'sign-in', { title: req.visit.t('signIn.heading'), people })
  })

  router.post('/sign-in', async (req, res) => {
    const form = SignInForm.parse(req.body)
    const person = house.directory.person(form.person)
    if (!person?.active) throw new Invalid(`Nobody is called ${form.person}`)
    await startSession(req, { owner: person.slug }, house.now())
    res.redirect(303, safeReturn(form.returnTo, req.visit))
  })

  router.post('/sign-out', async (req, res) => {
    await endSession(req)
    res.redirect(303, req.visit.link('/sign-in'))
  })
  return router
}

/** The cast, or one person of each role when the library holds other people. */
function choices({ directory }: House, { t }: Visit) {
  const known = cast.map((slug) => directory.person(slug)).filter((person) => person !== undefined)
  const people = known.length > 0 ? known : directory.persons.filter((person) => person.active).slice(0, 8)
  return people.map((person) => ({
    id: person.slug,
    name: person.name,
    initials: initials(person.name),
    function: person.function,
    role: t(`role.${person.role}`),
    description: t(`signIn.role.${person.role}`),
  }))
}
