import type { RequestHandler } from 'express'
import { z } from 'zod'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { Members } from '../../sign-in/members.ts'
import { sendPage } from '../render.ts'
import { SearchQuery } from '../search/filters.ts'
import { decisionLine } from './decision-line.ts'
import { sessionRows } from './session-rows.ts'

const mostDecisions = 20
const longestName = 80

/** For administrators: where somebody is signed in, to end that when a device is lost or a person leaves. */
export function sessionsPage(house: House, { find, sessions }: Members): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    const text = SearchQuery.parse(req.query).q.slice(0, longestName)
    const found = text ? await find(text, house) : []
    const people = await Promise.all(
      found.map(async ({ owner, name, role, recognisedAs }) => ({
        owner,
        name,
        role: t(`role.${role}`),
        recognisedAs,
        sessions: sessionRows(await sessions.of(owner), visit),
      })),
    )
    const ended = await house.audit.latest(['sessions-ended'], mostDecisions)
    await sendPage(house, req, res, 'sessions', {
      title: t('sessions.heading'),
      text,
      people,
      ended: ended.map((entry) => decisionLine(entry, visit)),
      breadcrumbs: [{ label: 'Kenniskompas', url: link('/') }, { label: t('sessions.heading') }],
    })
  }
}

const EndForm = z.object({ owner: z.string().max(300), q: z.string().max(300) })

/** Ends every session of somebody, and notes who did. */
export function endSessionsOf(house: House, { get, sessions }: Members): RequestHandler {
  return async (req, res) => {
    const { owner, q } = EndForm.parse(req.body)
    const member = await get(owner, house)
    if (!member) throw new NotFound('member', owner)
    await sessions.endAll(owner)
    const { id: by, name: byName } = req.visit.reader
    const about = { about: owner, aboutName: member.name }
    await house.audit.note({ at: house.now(), action: 'sessions-ended', by, byName, ...about })
    res.redirect(303, req.visit.link(`/sessions?q=${encodeURIComponent(q)}`))
  }
}
