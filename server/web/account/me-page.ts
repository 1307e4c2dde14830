import type { RequestHandler } from 'express'
import { z } from 'zod'
import { may, reachOf } from '../../access/may.ts'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { MailChoice } from '../../notify/mail/choices.ts'
import type { Person } from '../../people/person.ts'
import type { About, Members } from '../../sign-in/members.ts'
import { handleOf } from '../../sign-in/open-sessions.ts'
import type { Newcomers } from '../../sign-in/work-account/newcomers/newcomers.ts'
import { unitName } from '../present.ts'
import { recentlyViewed } from '../recently-viewed.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { ownReadings } from './own-readings.ts'
import { sessionRows } from './session-rows.ts'

/** What is known of the reader, what they may do and why, and where they are signed in. */
export function mePage(house: House, members: Members): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const about = await members.about(req, house)
    if (!about) throw new NotFound('page', req.path)
    const candidates = (await members.newcomers?.candidatesFor(about.owner, house)) ?? []
    const sessions = await members.sessions.of(about.owner)
    await sendPage(house, req, res, 'me', {
      title: visit.t('me.heading'),
      about: presentAbout(house, visit, about),
      candidates: candidates.map((person) => whoThatIs(house, person)),
      asks: about.asks && whoThatIs(house, about.asks),
      hearing: await hearing(house, visit),
      readings: await ownReadings(house, visit),
      recent: await recentlyViewed(house, visit),
      recentReturn: visit.link('/me'),
      sessions: sessionRows(sessions, visit, handleOf(req.sessionID)),
      actions: pagesAboutOthers(members, visit),
      breadcrumbs: [{ label: 'Kenniskompas', url: visit.link('/') }, { label: visit.t('me.heading') }],
    })
  }
}

/** How somebody hears of what is new: how much they follow, and which mail they get. */
async function hearing({ notify, mail }: House, { reader, t, link }: Visit) {
  const [follows, choice] = await Promise.all([notify.follows.of(reader.id), mail?.choices.of(reader.id)])
  return [
    {
      key: t('following.heading'),
      links: [{ label: t('me.follows', { count: follows.length }), url: link('/following') }],
    },
    ...(mail ? [{ key: t('mail.heading'), links: mailLinks(choice, t, link('/following#mail')) }] : []),
  ]
}

function mailLinks(choice: MailChoice | undefined, t: Visit['t'], url: string) {
  const digest = { label: t(`mail.${choice?.rhythm ?? 'none'}`), url }
  return choice?.atOnce ? [digest, { label: t('me.mailAtOnce'), url }] : [digest]
}

function pagesAboutOthers({ newcomers }: Members, { reader, t, link }: Visit) {
  const recognises = newcomers && reachOf(reader.role, 'recognise newcomer') !== 'none'
  return [
    ...(recognises ? [{ label: t('newcomers.heading'), url: link('/newcomers'), icon: 'user-check' }] : []),
    ...(may(reader, 'end sessions') ? [{ label: t('sessions.heading'), url: link('/sessions'), icon: 'logout' }] : []),
  ]
}

function presentAbout(house: House, { t, link }: Visit, { name, email, person, role, roleFrom, units }: About) {
  const inDirectory = person && { label: person.name, url: link(`/people/${person.slug}`) }
  return {
    name,
    email,
    function: person?.function,
    phone: person?.phone,
    inDirectory: inDirectory ?? { label: t('me.notInDirectory') },
    role: { label: t(`role.${role}`), after: t(`me.roleFrom.${roleFrom}`) },
    units: [...new Set(units.map(({ unit }) => unit))].map((slug) => ({
      label: unitName(house, slug),
      url: link(`/units/${slug}`),
      after: units
        .filter(({ unit }) => unit === slug)
        .map(({ because }) => t(`me.unitBecause.${because}`))
        .join(', '),
    })),
  }
}

/** Enough to recognise a colleague by: `Mirjam Kok, Adviseur, Burgerzaken`. */
export const whoThatIs = (house: House, { slug, name, function: work, unit }: Person) => ({
  slug,
  name,
  more: [work, unit && unitName(house, unit)].filter(Boolean).join(', '),
})

const SessionForm = z.union([z.object({ session: z.string().max(40) }), z.object({ others: z.literal('all') })])

/** Ends one session of the reader, or all but this one. */
export function endOwnSessions(house: House, { about, sessions }: Members): RequestHandler {
  return async (req, res) => {
    const form = SessionForm.parse(req.body)
    const me = await about(req, house)
    if (!me) throw new NotFound('page', req.path)
    if ('session' in form) await sessions.end(me.owner, form.session)
    else await sessions.endAll(me.owner, req)
    res.redirect(303, req.visit.link('/me'))
  }
}

const IdentityForm = z.object({ person: z.string().max(80) })

/** The reader says who in the directory they are, or with an empty answer that they are none of those. */
export function answerWhoIAm(house: House, { about }: Members, newcomers: Newcomers): RequestHandler {
  return async (req, res) => {
    const { person } = IdentityForm.parse(req.body)
    const me = await about(req, house)
    if (!me) throw new NotFound('page', req.path)
    await newcomers.answer(me.owner, person || undefined, house)
    res.redirect(303, req.visit.link('/me'))
  }
}
