import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { House } from '../../house.ts'
import type { Newcomers } from '../../sign-in/work-account/newcomers/newcomers.ts'
import { sendPage } from '../render.ts'
import { momentText } from '../texts.ts'
import { decisionLine } from './decision-line.ts'
import { whoThatIs } from './me-page.ts'

const mostDecisions = 20

/** For team leads and administrators: new colleagues who say who they are, and what was decided before. */
export function newcomersPage(house: House, newcomers: Newcomers): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link, language, reader } = visit
    const [waiting, decided] = await Promise.all([
      newcomers.waitingFor(reader, house),
      newcomers.decidedFor(reader, house, mostDecisions),
    ])
    await sendPage(house, req, res, 'newcomers', {
      title: t('newcomers.heading'),
      waiting: waiting.map(({ account, person }) => ({
        key: account._id,
        name: account.name,
        email: account.email,
        since: account.askedAt && momentText(account.askedAt, language),
        person: { ...whoThatIs(house, person), email: person.email, url: link(`/people/${person.slug}`) },
      })),
      decided: decided.map((entry) => decisionLine(entry, visit, house.directory.person(entry.about)?.name)),
      breadcrumbs: [{ label: 'Kenniskompas', url: link('/') }, { label: t('newcomers.heading') }],
    })
  }
}

const DecisionForm = z.object({
  account: z.string().max(300),
  person: z.string().max(80),
  answer: z.enum(['yes', 'no']),
})

export function decideOnNewcomer(house: House, newcomers: Newcomers): RequestHandler {
  return async (req, res) => {
    const { account, person, answer } = DecisionForm.parse(req.body)
    await newcomers.decide(account, person, answer === 'yes', req.visit.reader, house)
    res.redirect(303, req.visit.link('/newcomers'))
  }
}
