import type { RequestHandler } from 'express'
import { z } from 'zod'
import { may } from '../../access/may.ts'
import { addDays } from '../../days.ts'
import type { House } from '../../house.ts'
import { type Insight, mostAsked, notFound, notSought, seldomOpened } from '../../search-analytics/insights.ts'
import { keptForDays } from '../../search-analytics/model.ts'
import { first } from '../first.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { searchUpkeep } from './upkeep.ts'

const periods = [7, 30, keptForDays] as const
const Period = z.object({
  days: z.preprocess(first, z.coerce.number().pipe(z.literal(periods)).catch(30)),
})

const mostShown = 20

/** For editors: what colleagues search for, and where search or the library falls short. Who asked is not known to anybody. */
export function insightsPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    const { days } = Period.parse(req.query)
    const from = addDays(visit.today, 1 - days)
    const [all, totals] = await Promise.all([house.searchAnalytics.common(from), house.searchAnalytics.totals(from)])
    const { soughtFor } = house.searchAnalytics
    const section = async (id: string, found: Insight[]) => {
      const rows = found.slice(0, mostShown).map(async (one) => {
        const remarks = id === 'missing' || id === 'wrong' ? await soughtFor(one.text, from) : []
        return row(visit, one, remarks, id === 'missing')
      })
      return { id, rows: await Promise.all(rows) }
    }
    const sections = await Promise.all([
      section('missing', notFound(all)),
      section('seldom', seldomOpened(all)),
      section('wrong', notSought(all)),
      section('most', mostAsked(all)),
    ])
    await sendPage(house, req, res, 'search/insights', {
      title: t('insights.heading'),
      tabs: searchUpkeep(visit, 'insights'),
      periods: periods.map((one) => ({
        label: t('insights.days', { count: one }),
        url: link(`/search/insights?days=${one}`),
        current: one === days,
      })),
      totals: [
        { label: t('insights.asked'), value: String(totals.asked) },
        { label: t('insights.found'), value: percentage(totals.asked - totals.unanswered, totals.asked) },
        { label: t('insights.opened'), value: percentage(totals.opened, totals.asked) },
      ],
      sections: sections.filter(({ rows }) => rows.length > 0),
      breadcrumbs: [
        { label: 'Kenniskompas', url: link('/') },
        { label: t('door.search'), url: link('/search') },
        { label: t('insights.heading') },
      ],
    })
  }
}

/** One question: its numbers, what people said, and what an editor can do about it. */
function row({ reader, t, link }: Visit, one: Insight, remarks: string[], isMissing: boolean) {
  const q = new URLSearchParams({ q: one.text })
  const word = new URLSearchParams({ word: one.text })
  const share = Math.min(1, one.opened / one.asked)
  return {
    ...one,
    url: link(`/search?${q}`),
    share: percentage(one.opened, one.asked),
    /** Of a bar that is a hundred wide. */
    width: Math.round(share * 100),
    remarks,
    actions: [
      ...(isMissing ? [{ label: t('insights.write'), url: link('/write') }] : []),
      ...(may(reader, 'curate search')
        ? [{ label: t('insights.synonym'), url: link(`/search/curation/synonyms/new?${word}`) }]
        : []),
    ],
  }
}

/** `61%`; never more than all, as several processes may count an opened result more often than a question. */
const percentage = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round(Math.min(1, part / whole) * 100)}%`
