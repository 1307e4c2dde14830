import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { House } from '../../house.ts'
import { TestQuestion } from '../../search-curation/lists.ts'
import { resultsIn } from '../../search-curation/pinned-results.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { destinations } from './destinations.ts'
import { FromResult, keep, whole } from './entry-form.ts'
import { printed, summaryOf } from './form-field.ts'
import { curationPath, frame } from './frame.ts'

const Typed = z.object({ question: whole, expects: whole, within: whole })
type Typed = z.infer<typeof Typed>
type Errors = Partial<Record<keyof Typed, string>>

/** The form for a new test question; from a result of search it comes filled in. */
export function questionPage(house: House): RequestHandler {
  return async (req, res) => {
    const { q, id } = FromResult.parse(req.query)
    const expects = id ? req.visit.link(`/${id}`) : ''
    await send(house, req, res, { question: q, expects, within: '3' }, {})
  }
}

/** Keeps a test question and asks all of them, so that its first place is known. */
export function keepQuestion(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const given = Typed.parse(req.body)
    const [id = ''] = resultsIn(given.expects)
    const read = TestQuestion.safeParse({ question: given.question, expects: id, within: Number(given.within) })
    const errors = { ...formErrors(read, visit), ...(await unknown(house, visit, id, given)) }
    if (!read.success || Object.keys(errors).length > 0) {
      res.status(422)
      return send(house, req, res, given, errors)
    }
    await keep(house, req, res, { list: 'test-questions', entry: read.data, instead: [] })
  }
}

function formErrors(read: ReturnType<typeof TestQuestion.safeParse>, { t }: Visit): Errors {
  const wrong = new Set(read.error?.issues.map(({ path }) => path[0]))
  return {
    ...(wrong.has('question') && { question: t('curation.questionProblem.question') }),
    ...(wrong.has('within') && { within: t('curation.questionProblem.within') }),
  }
}

/** What is wrong with the address, or with asking the same once more. */
async function unknown(house: House, visit: Visit, id: string, { question, expects }: Typed): Promise<Errors> {
  const { t } = visit
  if (expects.trim() === '') return { expects: t('curation.pinProblem.results') }
  const found = await destinations(house, visit, [id])
  if (!found.has(id)) return { expects: t('curation.pinProblem.unknown', { text: expects.trim() }) }
  const all = await house.curation.entries('test-questions')
  const isThere = all.some(({ entry }) => entry.question === question.trim() && entry.expects === id)
  return isThere ? { question: t('curation.questionProblem.twice') } : {}
}

async function send(house: House, req: Request, res: Response, given: Typed, errors: Errors): Promise<void> {
  const { visit } = req
  const { t, link } = visit
  const field = (name: keyof Typed, label: string, help?: string) =>
    printed({ id: `test-${name}`, name, label, value: given[name], help, error: errors[name] })
  const fields = [
    field('question', t('curation.questionText')),
    field('expects', t('curation.questionExpects')),
    field('within', t('curation.questionWithin'), t('curation.withinHelp')),
  ]
  await sendPage(house, req, res, 'search-curation/question', {
    ...frame(visit, 'questions', t('curation.addQuestion')),
    fields,
    summary: summaryOf(fields, t),
    action: link(`${curationPath}/questions/new`),
    backUrl: link(`${curationPath}/questions`),
  })
}
