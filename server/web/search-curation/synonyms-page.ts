import type { RequestHandler } from 'express'
import { z } from 'zod'
import { atMost } from '../../at-most.ts'
import type { House } from '../../house.ts'
import { longestPhrase } from '../../search-curation/lists.ts'
import { first } from '../first.ts'
import { sendPage } from '../render.ts'
import { curationPath, frame, lastRun } from './frame.ts'

const text = z.preprocess(first, z.string().catch('')).transform(atMost(longestPhrase))
const Query = z.object({ q: text, kept: text })

/** The groups of words that search takes for each other, with a box to find one. */
export function synonymsPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    const { q, kept } = Query.parse(req.query)
    const all = await house.curation.entries('synonyms')
    const wanted = q.toLowerCase()
    const groups = all.filter(({ entry }) => entry.some((one) => one.toLowerCase().includes(wanted)))
    await sendPage(house, req, res, 'search-curation/synonyms', {
      ...frame(visit, 'synonyms'),
      q,
      kept: kept !== '',
      lastRun: await lastRun(house, visit),
      count: t('curation.groups', { count: groups.length }),
      newUrl: link(`${curationPath}/synonyms/new${q && `?word=${encodeURIComponent(q)}`}`),
      groups: groups.map(({ key, entry }) => ({ words: entry, url: link(`${curationPath}/synonyms/${key}`) })),
    })
  }
}
