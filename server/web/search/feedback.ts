import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { text } from '../../content/fields.ts'
import { findPersonalData } from '../../content/personal-data.ts'
import { type FileProblem, problemsWith } from '../../content/problem.ts'
import { formFields } from '../../forms/field.ts'
import type { ItemForm } from '../../forms/item-form.ts'
import { printForm } from '../../forms/print-form.ts'
import { type Data, readForm } from '../../forms/read-form.ts'
import type { House } from '../../house.ts'
import type { Asking } from '../../search-analytics/analytics.ts'
import { looksPersonal } from '../../search-analytics/kept-text.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { SearchQuery } from './filters.ts'

const Answer = z.object({ answer: z.enum(['yes', 'no']) })
const Sought = z.object({ sought: text(300) })
const fields = formFields(Sought)
const form: ItemForm = { plugin: '', type: 'feedback', fields, sections: [{ id: 'what', fields }] }

/** What the search page asks below its results; nothing when the question is one that is not kept. */
export function feedbackOn(house: House, { query, visit }: Request, q: string) {
  if (!house.searchAnalytics.isKept(q)) return null
  const url = visit.link('/search/feedback')
  return { q, url, moreUrl: `${url}?${new URLSearchParams({ q })}`, isThanked: query.told === 'thanks' }
}

/** "Was this what you looked for?": counted for the question. Whoever says no may tell more. */
export function judge(house: House): RequestHandler {
  return async ({ body, visit }, res) => {
    const asking = askingOf(visit, body)
    const isRight = Answer.parse(body).answer === 'yes'
    house.searchAnalytics.noteJudged(asking, isRight)
    res.redirect(303, isRight ? thanks(visit, asking) : visit.link(`/search/feedback?${queryOf(asking)}`))
  }
}

/** Asks what somebody looked for then. */
export function feedbackPage(house: House): RequestHandler {
  return async (req, res) => askMore(house, req, res, askingOf(req.visit, req.query), {}, [])
}

/** Keeps what somebody looked for, for the editors. */
export function tellSought(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const asking = askingOf(visit, req.body)
    const data = readForm(fields, req.body)
    const problems = [...problemsWith(Sought, data), ...personalIn(data)]
    if (problems.length > 0) {
      res.status(422)
      return askMore(house, req, res, asking, data, problems)
    }
    await house.searchAnalytics.noteSought(asking, Sought.parse(data).sought)
    res.redirect(303, thanks(visit, asking))
  }
}

const askingOf = ({ reader, today }: Visit, given: unknown): Asking => ({
  text: SearchQuery.parse(given).q,
  person: reader.id,
  day: today,
})

const queryOf = ({ text: q }: Asking) => new URLSearchParams({ q })
const thanks = (visit: Visit, asking: Asking) => visit.link(`/search?${queryOf(asking)}&told=thanks#thanks`)

/** Editors read it as it was typed, so that nothing on a person may be in it. */
function personalIn({ sought }: Data): FileProblem[] {
  const typed = String(sought ?? '')
  if (!looksPersonal(typed) && findPersonalData(typed).length === 0) return []
  return [{ field: 'sought', code: 'personal', message: 'holds data on a person' }]
}

async function askMore(house: House, req: Request, res: Response, asking: Asking, data: Data, problems: FileProblem[]) {
  const { t, link } = req.visit
  const names = { person: [], unit: [], theme: [], audience: [], amount: [], item: [] }
  const { sections, summary } = printForm({ form, data, names, problems }, t)
  await sendPage(house, req, res, 'search/feedback', {
    title: t('feedback.more'),
    q: asking.text,
    fields: sections.flatMap((section) => section.fields),
    summary,
    searchUrl: link(`/search?${queryOf(asking)}`),
    breadcrumbs: [
      { label: 'Kenniskompas', url: link('/') },
      { label: t('door.search'), url: link(`/search?${queryOf(asking)}`) },
      { label: t('feedback.more') },
    ],
  })
}
