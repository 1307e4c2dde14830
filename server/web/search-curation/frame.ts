import { may } from '../../access/may.ts'
import type { House } from '../../house.ts'
import { type Outcome, outcomesOf, runTests } from '../../search-curation/run-tests.ts'
import type { RunReason } from '../../search-curation/test-runs.ts'
import { lessonsOf } from '../../search-lessons.ts'
import { searchUpkeep } from '../search/upkeep.ts'
import { momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'

export const curationPath = '/search/curation'
export type ListPage = 'synonyms' | 'pinned' | 'questions'

export const mayCurate = ({ reader }: Visit): boolean => may(reader, 'curate search')

/** What the pages on which editors teach search have in common: the way here, and the way to the other lists. */
export function frame(visit: Visit, page: ListPage, here?: string) {
  const { t, link } = visit
  const heading = t(`curation.${page}`)
  return {
    title: here ?? heading,
    tabs: searchUpkeep(visit, page),
    breadcrumbs: [
      { label: 'Kenniskompas', url: link('/') },
      { label: t('door.search'), url: link('/search') },
      { label: heading, url: link(`${curationPath}/${page}`) },
      ...(here ? [{ label: here }] : []),
    ],
  }
}

/** Asks the test questions by what the store says now, whether or not this process has learnt it yet. */
export async function testNow(house: House, { reader, today, now }: Visit, reason: RunReason): Promise<void> {
  const reference = await house.curation.reference()
  const lessons = await lessonsOf({ ...house, reference })
  const tester = { search: house.search, reader, today }
  await runTests(reference['test-questions'], lessons, tester, { reason, at: now, runs: house.testRuns })
}

/** How the test questions stand, in a line for every page; null before the first run. */
export async function lastRun(house: House, visit: Visit) {
  const [questions, runs] = await Promise.all([house.curation.entries('test-questions'), house.testRuns.latest(2)])
  const [last] = runs
  if (!last) return null
  const { t, language } = visit
  const outcomes = outcomesOf(
    questions.map(({ entry }) => entry),
    runs,
  )
  return {
    when: t('curation.lastRun', { date: momentText(last.at, language), reason: t(`curation.reason.${last.reason}`) }),
    good: t('curation.good', { good: outcomes.filter(({ isGood }) => isGood).length, all: outcomes.length }),
    moved: movedLine(outcomes, visit),
    outcomes,
  }
}

/** `2 verbeterd, 1 verslechterd` */
function movedLine(outcomes: Outcome[], { t }: Visit): string {
  const count = (verdict: Outcome['verdict']) => outcomes.filter((one) => one.verdict === verdict).length
  return t('curation.moved', { better: count('better'), worse: count('worse') })
}
