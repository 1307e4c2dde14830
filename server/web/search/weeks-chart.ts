import type { House } from '../../house.ts'
import type { Week } from '../../search-analytics/insights.ts'
import { shortDate, type Translate } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** Of fewer questions nothing is told. */
const smallest = 5
/** With this week, as many as are remembered whole. */
const weeksBefore = 12
const [height, step, width] = [100, 10, 7]

/** Questions by the week as bars with a table behind them; null until there are two weeks to compare. */
export async function presentWeeks(house: House, visit: Visit) {
  const { t, today, language } = visit
  const weeks = await house.searchAnalytics.weeks(today, weeksBefore)
  if (weeks.filter(isTold).length < 2) return null
  const most = Math.max(...weeks.map(({ asked }) => asked))
  return {
    viewBox: `0 0 ${step * weeks.length} ${height}`,
    width,
    most: t('insights.weeks.most', { count: most }),
    bars: weeks.filter(isTold).map((week) => bar(week, weeks.indexOf(week), most)),
    begin: shortDate(weeks[0]?.from ?? today, language),
    end: t('insights.weeks.now'),
    rows: weeks.map((week) => ({
      week: shortDate(week.from, language),
      asked: atLeastFive(week.asked, t),
      missing: shareOf(week.unanswered, week.asked),
    })),
  }
}

const isTold = ({ asked }: Week) => asked >= smallest

/** What was found stands at the bottom, what was not on top of it. */
function bar({ asked, unanswered }: Week, place: number, most: number) {
  const [whole, top] = [asked, unanswered].map((count) => Math.round((height * count) / most)) as [number, number]
  return { x: place * step + (step - width) / 2, top: { y: height - whole, height: top }, found: height - whole + top }
}

export const atLeastFive = (count: number, t: Translate): string =>
  count > 0 && count < smallest ? t('insights.few') : String(count)

export const shareOf = (part: number, whole: number): string => (whole < smallest ? '–' : percentage(part, whole))

/** `61%`; never more than all, as several processes may count an opened result more often than a question. */
export const percentage = (part: number, whole: number): string => `${Math.round(Math.min(1, part / whole) * 100)}%`
