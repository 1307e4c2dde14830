import type { RequestHandler } from 'express'
import type { House } from '../../house.ts'
import type { PinnedResults } from '../../search-curation/lists.ts'
import { searchPath } from '../links.ts'
import { sendPage } from '../render.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { type Destination, destinations } from './destinations.ts'
import { curationPath, frame, lastRun } from './frame.ts'

/** What stands on top for which questions, with what does not work any more. */
export function pinnedList(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const all = await house.curation.entries('pinned-results')
    const found = await destinations(
      house,
      visit,
      all.flatMap(({ entry }) => entry.results),
    )
    await sendPage(house, req, res, 'search-curation/pinned-list', {
      ...frame(visit, 'pinned'),
      kept: req.query.kept !== undefined,
      lastRun: await lastRun(house, visit),
      newUrl: visit.link(`${curationPath}/pinned/new`),
      pinned: all.map(({ key, entry }) => ({
        questions: entry.questions.map((text) => ({ text, url: visit.link(searchPath(text)) })),
        results: entry.results.map((id) => presentResult(id, found.get(id), visit)),
        until: untilBadge(entry, visit),
        url: visit.link(`${curationPath}/pinned/${key}`),
      })),
    })
  }
}

/** A result by its title; who reads of one that was withdrawn reads its address. */
export function presentResult(id: string, found: Destination | undefined, { t }: Visit) {
  if (found) return { ...found, broken: null }
  const badge = { label: t('curation.broken'), tone: 'overdue', icon: 'alert-triangle' }
  return { title: t('curation.brokenMore', { id }), url: null, typeLabel: '', broken: badge }
}

function untilBadge({ until }: PinnedResults, { t, today, language }: Visit) {
  if (!until) return null
  if (until < today) return { label: t('curation.over'), tone: 'overdue', icon: 'clock' }
  return { label: t('curation.until', { date: longDate(until, language) }), tone: 'due', icon: 'clock' }
}
