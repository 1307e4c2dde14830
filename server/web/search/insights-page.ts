import type { RequestHandler } from 'express'
import { z } from 'zod'
import { addDays } from '../../days.ts'
import type { House } from '../../house.ts'
import { type Insight, mostAsked, notSought, seldomOpened, type Totals } from '../../search-analytics/insights.ts'
import { keptForDays } from '../../search-analytics/model.ts'
import { first } from '../first.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { presentChosenLow } from './chosen-low.ts'
import { presentInsight } from './present-insight.ts'
import { searchUpkeep } from './upkeep.ts'
import { atLeastFive, presentWeeks, shareOf } from './weeks-chart.ts'

const path = '/search/insights'
/** Where everything stands that was asked and not found. */
export const notFoundPath = `${path}?days=${keptForDays}&all=missing`

const periods = [7, 30, keptForDays] as const
const parts = ['missing', 'seldom', 'wrong', 'most'] as const
type Part = (typeof parts)[number]

const Query = z.object({
  days: z.preprocess(first, z.coerce.number().pipe(z.literal(periods)).catch(30)),
  /** The part that is shown from beginning to end, without the others. */
  all: z.preprocess(first, z.enum(parts).optional().catch(undefined)),
})
type Query = z.infer<typeof Query>

const mostPerPart = 10
const mostOfOne = 200

/** For editors: what colleagues search for, and where search or the library falls short. Who asked is not known to anybody. */
export function insightsPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link, today } = visit
    const query = Query.parse(req.query)
    const from = addDays(today, 1 - query.days)
    const [totals, parts] = await Promise.all([house.searchAnalytics.totals(from), partsOf(house, visit, query, from)])
    await sendPage(house, req, res, 'search/insights', {
      title: t('insights.heading'),
      tabs: searchUpkeep(visit, 'insights'),
      periods: periods.map((days) => ({
        label: t('insights.days', { count: days }),
        url: link(addressOf({ ...query, days })),
        current: days === query.days,
      })),
      totals: presentTotals(totals, visit),
      weeks: query.all ? null : await presentWeeks(house, visit),
      chosenLow: query.all ? [] : await presentChosenLow(house, visit, from),
      toMend: parts.filter(({ id }) => id !== 'most'),
      mostAsked: parts.find(({ id }) => id === 'most'),
      wholeUrl: query.all && link(addressOf({ ...query, all: undefined })),
      breadcrumbs: [
        { label: 'Kenniskompas', url: link('/') },
        { label: t('door.search'), url: link('/search') },
        { label: t('insights.heading') },
      ],
    })
  }
}

const addressOf = ({ days, all }: Query) => `${path}?days=${days}${all ? `&all=${all}` : ''}`

const presentTotals = ({ asked, unanswered, opened }: Totals, { t }: Visit) => [
  { label: t('insights.asked'), value: atLeastFive(asked, t) },
  { label: t('insights.found'), value: shareOf(asked - unanswered, asked) },
  { label: t('insights.opened'), value: shareOf(opened, asked) },
]

/** The first of each part, or all of one; a part with nothing in it is left out. */
async function partsOf({ searchAnalytics }: House, visit: Visit, query: Query, from: string) {
  const [common, missing] = await Promise.all([searchAnalytics.common(from), searchAnalytics.unanswered(from)])
  const found: Record<Part, Insight[]> = {
    missing,
    seldom: seldomOpened(common),
    wrong: notSought(common).filter(({ text }) => !missing.some((one) => one.text === text)),
    most: mostAsked(common),
  }
  const shown = parts.filter((id) => found[id].length > 0 && (query.all ?? id) === id)
  return Promise.all(
    shown.map(async (id) => {
      const insights = found[id].slice(0, query.all ? mostOfOne : mostPerPart)
      const rows = insights.map(async (insight) => {
        const hasRemarks = id === 'missing' || id === 'wrong'
        const remarks = hasRemarks ? await searchAnalytics.soughtFor(insight.text, from) : []
        return presentInsight(visit, insight, remarks, id === 'missing')
      })
      const { length: count } = found[id]
      const hasMore = count > insights.length && !query.all
      return {
        id,
        rows: await Promise.all(rows),
        all: hasMore
          ? { label: visit.t('insights.all', { count }), url: visit.link(addressOf({ ...query, all: id })) }
          : null,
      }
    }),
  )
}
