import type { RequestHandler } from 'express'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import { contentIn } from '../../publishing/writing.ts'
import { sendPage } from '../render.ts'
import { differencesBetween } from './differences-page.ts'
import { versionLine } from './version-line.ts'
import { oneOf } from './versions-page.ts'

/** A draft beside the live version of its item. */
export function draftComparePage(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const { draft, live } = await house.publishing.get(params.id, visit.reader)
    if (!live) throw new NotFound('live version of draft', draft.id)
    const version = oneOf(await house.items.versions(live.id, visit.reader), live.version)
    const from = { ...versionLine(house, visit, version), content: contentIn(version) }
    const to = { label: visit.t('compare.draft'), content: draft.content, note: draft.note }
    const heading = visit.t('compare.draftWith', { number: live.version })
    await sendPage(house, req, res, 'draft-compare', {
      title: `${heading} · ${draft.title}`,
      heading,
      draft: { title: draft.title, url: visit.link(`/drafts/${draft.id}`) },
      from,
      to,
      differences: differencesBetween(house, visit, draft.plugin, from, to),
      breadcrumbs: [
        { label: 'Kenniskompas', url: visit.link('/') },
        { label: draft.title, url: visit.link(`/drafts/${draft.id}`) },
        { label: heading },
      ],
    })
  }
}
