import type { Request, RequestHandler } from 'express'
import { z } from 'zod'
import type { House } from '../../house.ts'
import type { Kept } from '../../search-curation/list-text.ts'
import type { TestQuestion } from '../../search-curation/lists.ts'
import type { Outcome } from '../../search-curation/run-tests.ts'
import { testNow } from '../../search-curation/test-now.ts'
import { searchPath } from '../links.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { type Destination, destinations } from './destinations.ts'
import { keep } from './entry-form.ts'
import { curationPath, frame, latestRuns, lineOf } from './frame.ts'
import { presentResult } from './pinned-list.ts'
import { placeText, verdictBadge } from './preview.ts'

const mostRuns = 10

/** The test questions with how they did at the last run, those that moved or failed first. */
export function questionsList(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const [all, runs] = await Promise.all([
      house.curation.entries('test-questions'),
      latestRuns(house, visit, mostRuns),
    ])
    const [last] = runs
    const found = await destinations(
      house,
      visit,
      all.map(({ entry }) => entry.expects),
    )
    const rows = all.map((kept) => rowOf(kept, outcomeOf(kept.entry, last?.outcomes ?? []), found, visit))
    await sendPage(house, req, res, 'search-curation/questions-list', {
      ...frame(visit, 'questions'),
      done: doneLine(req.query, visit),
      lastRun: last && lineOf(last, visit),
      runs,
      newUrl: visit.link(`${curationPath}/questions/new`),
      runUrl: visit.link(`${curationPath}/questions/run`),
      questions: rows.sort((one, other) => one.order - other.order),
    })
  }
}

/** What was done just now, if anything. */
function doneLine(query: Request['query'], { t }: Visit): string {
  if (query.kept !== undefined) return t('curation.keptQuestion')
  return query.asked === undefined ? '' : t('curation.askedNow')
}

/** Asks all questions once more. */
export function runQuestions(house: House): RequestHandler {
  return async ({ visit }, res) => {
    await testNow(house, visit.reader, visit.now)
    res.redirect(303, visit.link(`${curationPath}/questions?asked=yes`))
  }
}

export function removeQuestion(house: House): RequestHandler<{ key: string }> {
  return async (req, res) => {
    const key = z.string().max(40).parse(req.params.key)
    await keep(house, req, res, { list: 'test-questions', instead: [key] })
  }
}

const outcomeOf = ({ question, expects }: TestQuestion, outcomes: Outcome[]) =>
  outcomes.find((one) => one.question.question === question && one.question.expects === expects)

function rowOf(
  { key, entry }: Kept<TestQuestion>,
  outcome: Outcome | undefined,
  found: Map<string, Destination>,
  visit: Visit,
) {
  const { t, link } = visit
  return {
    question: entry.question,
    url: link(searchPath(entry.question)),
    expects: presentResult(entry.expects, found.get(entry.expects), visit),
    within: t('curation.within', { count: entry.within }),
    place: outcome ? placeText(outcome.after, visit) : t('curation.waits'),
    good: outcome ? goodBadge(outcome.isGood, visit) : null,
    moved: outcome && outcome.verdict !== 'same' ? movedOf(outcome, visit) : null,
    removeUrl: link(`${curationPath}/questions/${key}/remove`),
    order: outcome ? 2 - Number(!outcome.isGood) - Number(outcome.verdict !== 'same') : 2,
  }
}

const movedOf = ({ verdict, before }: Outcome, visit: Visit) => ({
  badge: verdictBadge(verdict, visit),
  was: visit.t('curation.was', { place: placeText(before, visit) }),
})

const goodBadge = (isGood: boolean, { t }: Visit) =>
  isGood
    ? { label: t('curation.goodBadge'), tone: 'fresh', icon: 'circle-check' }
    : { label: t('curation.badBadge'), tone: 'overdue', icon: 'alert-triangle' }
