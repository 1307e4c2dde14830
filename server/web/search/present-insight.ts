import { may } from '../../access/may.ts'
import type { Insight } from '../../search-analytics/insights.ts'
import { searchPath } from '../links.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { percentage } from './weeks-chart.ts'

/** One question: its numbers, what people said, and what an editor can do about it. */
export function presentInsight(visit: Visit, insight: Insight, remarks: string[], isMissing: boolean) {
  const { link, language } = visit
  const { text, asked, opened } = insight
  return {
    ...insight,
    url: link(searchPath(text)),
    last: longDate(insight.lastDay, language),
    share: percentage(opened, asked),
    /** Of a bar that is a hundred wide. */
    width: Math.round(Math.min(1, opened / asked) * 100),
    remarks,
    actions: isMissing ? toBeFound(visit, text) : toBeBetter(visit, text),
  }
}

const toBeFound = (visit: Visit, text: string) => [
  { label: visit.t('insights.write'), url: visit.link(`/write?${new URLSearchParams({ title: asTitle(text) })}`) },
  ...toBeBetter(visit, text),
]

const asTitle = ([first = '', ...rest]: string) => first.toUpperCase() + rest.join('')

const toBeBetter = ({ reader, t, link }: Visit, text: string) =>
  may(reader, 'curate search')
    ? [
        {
          label: t('insights.synonym'),
          url: link(`/search/curation/synonyms/new?${new URLSearchParams({ word: text })}`),
        },
      ]
    : []
