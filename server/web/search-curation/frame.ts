import { may } from '../../access/may.ts'
import type { House } from '../../house.ts'
import { type Outcome, outcomesOf } from '../../search-curation/run-tests.ts'
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

/** How the test questions stand, in a line for every page; null before the first run. */
export async function lastRun(house: House, visit: Visit) {
  const [last] = await latestRuns(house, visit, 1)
  if (!last) return null
  return lineOf(last, visit)
}

export const lineOf = <Run extends { date: string; reason: string }>(run: Run, { t }: Visit) => ({
  ...run,
  when: t('curation.lastRun', { date: run.date, reason: run.reason }),
})

/** The last runs of the test questions, the newest first, each beside the one before. */
export async function latestRuns(house: House, visit: Visit, most: number) {
  const { t, language } = visit
  const [kept, runs] = await Promise.all([house.curation.entries('test-questions'), house.testRuns.latest(most + 1)])
  const questions = kept.map(({ entry }) => entry)
  return runs.slice(0, most).map(({ at, reason }, place) => {
    const outcomes = outcomesOf(questions, runs.slice(place, place + 2))
    return {
      date: momentText(at, language),
      reason: t(`curation.reason.${reason}`),
      good: t('curation.good', { good: outcomes.filter(({ isGood }) => isGood).length, all: outcomes.length }),
      moved: movedLine(outcomes, visit),
      outcomes,
    }
  })
}

/** `2 verbeterd, 1 verslechterd` */
function movedLine(outcomes: Outcome[], { t }: Visit): string {
  const count = (verdict: Outcome['verdict']) => outcomes.filter((one) => one.verdict === verdict).length
  return t('curation.moved', { better: count('better'), worse: count('worse') })
}
