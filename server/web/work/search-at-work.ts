import { may } from '../../access/may.ts'
import { addDays } from '../../days.ts'
import type { House } from '../../house.ts'
import { keptForDays } from '../../search-analytics/model.ts'
import { outcomesOf } from '../../search-curation/run-tests.ts'
import { searchPath } from '../links.ts'
import { placeText, verdictBadge } from '../search-curation/preview.ts'
import type { Visit } from '../visit.ts'
import type { Find } from './work-list.ts'

/** For who looks after search: what was searched for in vain, and test questions whose answer stands too low. */
export function searchAtWork(house: House, visit: Visit): Record<'unanswered' | 'tooLow', Find> {
  const { reader, t, link, today } = visit
  return {
    async unanswered(most) {
      if (!may(reader, 'see unanswered questions')) return { count: 0, rows: [] }
      const questions = await house.searchAnalytics.unanswered(addDays(today, -keptForDays))
      const rows = questions.slice(0, most).map(({ text, unanswered: count }) => ({
        title: text,
        url: link(searchPath(text)),
        meta: t('work.asked', { count }),
      }))
      return { count: questions.length, rows }
    },

    async tooLow(most) {
      if (!may(reader, 'curate search')) return { count: 0, rows: [] }
      const [kept, runs] = await Promise.all([house.curation.entries('test-questions'), house.testRuns.latest(2)])
      const questions = kept.map(({ entry }) => entry)
      const failing = outcomesOf(questions, runs).filter(({ isGood }) => !isGood)
      const rows = failing.slice(0, most).map(({ question, before, after, verdict }) => ({
        title: question.question,
        url: link(searchPath(question.question)),
        meta: t('work.tooLow', { before: placeText(before, visit), after: placeText(after, visit) }),
        badge: verdict === 'same' ? undefined : verdictBadge(verdict, visit),
      }))
      return { count: failing.length, rows }
    },
  }
}
