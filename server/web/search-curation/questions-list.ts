import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { House } from '../../house.ts'
import type { Kept } from '../../search-curation/list-text.ts'
import type { TestQuestion } from '../../search-curation/lists.ts'
import type { Outcome } from '../../search-curation/run-tests.ts'
import { searchPath } from '../links.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { type Destination, destinations } from './destinations.ts'
import { curationPath, frame, lastRun, testNow } from './frame.ts'
import { presentResult } from './pinned-list.ts'
import { placeText, verdictBadge } from './preview.ts'

/** The test questions with how they did at the last run, those that moved or failed first. */
export function questionsList(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const [all, run] = await Promise.all([house.curation.entries('test-questions'), lastRun(house, visit)])
    const found = await destinations(
      house,
      visit,
      all.map(({ entry }) => entry.expects),
    )
    const rows = all.map((kept) => rowOf(kept, outcomeOf(kept.entry, run?.outcomes ?? []), found, visit))
    await sendPage(house, req, res, 'search-curation/questions-list', {
      ...frame(visit, 'questions'),
      kept: req.query.kept !== undefined,
      lastRun: run,
      newUrl: visit.link(`${curationPath}/questions/new`),
      runUrl: visit.link(`${curationPath}/questions/run`),
      questions: rows.sort((one, other) => one.order - other.order),
    })
  }
}

/** Asks all questions once more. */
export function runQuestions(house: House): RequestHandler {
  return async ({ visit }, res) => {
    await testNow(house, visit, 'asked')
    res.redirect(303, visit.link(`${curationPath}/questions`))
  }
}

export function removeQuestion(house: House): RequestHandler<{ key: string }> {
  return async ({ params, visit }, res) => {
    const key = z.string().max(40).parse(params.key)
    await house.curation.make({ list: 'test-questions', instead: [key] }, visit.reader, visit.now)
    res.redirect(303, visit.link(`${curationPath}/questions?kept=yes`))
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
