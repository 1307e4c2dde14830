import type { RequestHandler, Response } from 'express'
import { z } from 'zod'
import { Conflict, NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import type { ListChange } from '../../search-curation/curation.ts'
import {
  type PinnedProblem,
  pinnedFor,
  problemsWithPinned,
  questionsIn,
  readPinned,
  resultsIn,
  type TypedPinned,
} from '../../search-curation/pinned-results.ts'
import { first } from '../first.ts'
import { sendPage } from '../render.ts'
import { destinations } from './destinations.ts'
import { FromResult, fresh, type Keyed, keep, orGiveBack, whole } from './entry-form.ts'
import { printed, summaryOf } from './form-field.ts'
import { curationPath, frame } from './frame.ts'
import { presentResult } from './pinned-list.ts'
import { previewOf } from './preview.ts'

const Body = z.object({
  questions: whole,
  results: whole,
  until: whole,
  step: z.preprocess(first, z.enum(['preview', 'save', 'remove']).catch('preview')),
})

interface Shown {
  key: string
  typed: TypedPinned
  problems: PinnedProblem[]
  preview?: Awaited<ReturnType<typeof previewOf>>
  isChanged?: boolean
}

/** The form for what stands on top for a question; from a result of search it comes filled in, beside what stands there already. */
export function pinnedPage(house: House): RequestHandler<{ key: string }> {
  return async (req, res) => {
    const { key } = req.params
    const { link } = req.visit
    const { q, id } = FromResult.parse(req.query)
    const all = await house.curation.entries('pinned-results')
    const taken = key === fresh && pinnedFor(q, all)
    if (taken) return res.redirect(303, link(`${curationPath}/pinned/${taken.key}?${new URLSearchParams({ id })}`))
    const kept = all.find((one) => one.key === key)?.entry
    if (!kept && key !== fresh) throw new NotFound('pinned results', key)
    const { questions, results, until = '' } = kept ?? { questions: [q], results: [] }
    const ids = new Set([...(id ? [id] : []), ...results])
    const addresses = [...ids].map((one) => link(`/${one}`)).join('\n')
    await send(house, req, res, {
      key,
      typed: { questions: questions.join('\n'), results: addresses, until },
      problems: [],
    })
  }
}

/** Shows what a change would do, or makes it. */
export function changePinned(house: House): RequestHandler<{ key: string }> {
  return async (req, res) => {
    const { step, ...given } = Body.parse(req.body)
    await orGiveBack(
      res,
      () => takeStep(house, req, res, step, given),
      () => send(house, req, res, { key: fresh, typed: given, problems: [], isChanged: true }),
    )
  }
}

async function takeStep(house: House, req: Keyed, res: Response, step: string, given: TypedPinned): Promise<void> {
  const { params, visit } = req
  const { key } = params
  const instead = key === fresh ? [] : [key]
  if (step === 'remove') return keep(house, req, res, { list: 'pinned-results', instead })
  const all = await house.curation.entries('pinned-results')
  if (key !== fresh && !all.some((one) => one.key === key)) throw new Conflict('These were changed by somebody else')
  const known = new Set((await destinations(house, visit, resultsIn(given.results))).keys())
  const others = all.filter((one) => one.key !== key)
  const problems = problemsWithPinned(given, { others, known, today: visit.today })
  if (problems.length > 0) {
    res.status(422)
    return send(house, req, res, { key, typed: given, problems })
  }
  const change: ListChange = { list: 'pinned-results', entry: readPinned(given), instead }
  if (step === 'save') return keep(house, req, res, change)
  const preview = await previewOf(house, visit, change, questionsIn(given.questions))
  await send(house, req, res, { key, typed: given, problems, preview })
}

async function send(house: House, req: Keyed, res: Response, shown: Shown): Promise<void> {
  const { visit } = req
  const { t, link } = visit
  const isNew = shown.key === fresh
  const fields = fieldsOf(shown, visit)
  const ids = resultsIn(shown.typed.results)
  const found = await destinations(house, visit, ids)
  await sendPage(house, req, res, 'search-curation/pinned', {
    ...frame(visit, 'pinned', t(isNew ? 'curation.newPinned' : 'curation.onePinned')),
    ...fields,
    summary: summaryOf(Object.values(fields), t),
    isNew,
    isChanged: shown.isChanged ?? false,
    results: ids.map((id) => presentResult(id, found.get(id), visit)),
    preview: shown.preview,
    action: link(`${curationPath}/pinned/${shown.key}`),
    backUrl: link(`${curationPath}/pinned`),
  })
}

function fieldsOf({ typed: { questions, results, until }, problems }: Shown, { t }: Keyed['visit']) {
  const error = (field: keyof TypedPinned) =>
    problems
      .filter((problem) => problem.field === field)
      .map(({ code, text = '' }) => t(`curation.pinProblem.${code}`, { text }))
      .join(' ') || undefined
  const field = (name: keyof TypedPinned, label: string, help: string, value: string) =>
    printed({ id: `pinned-${name}`, name, label, help, value, error: error(name) })
  return {
    questions: field('questions', t('curation.pinQuestions'), t('curation.pinQuestionsHelp'), questions),
    addresses: field('results', t('curation.pinResults'), t('curation.pinResultsHelp'), results),
    until: {
      ...field('until', t('curation.pinUntil'), t('curation.pinUntilHelp'), until),
      type: 'date' as const,
      required: false,
      optional: true,
    },
  }
}
