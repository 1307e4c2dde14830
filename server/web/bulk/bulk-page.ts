import type { RequestHandler } from 'express'
import { mayReadItem } from '../../access/visibility.ts'
import type { Line } from '../../bulk/bulk-rows.ts'
import type { House } from '../../house.ts'
import { sendPage } from '../render.ts'
import { momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'

type BulkRequest = RequestHandler<{ id: string }>

/** What became of each item of a bulk, with the way to go on with it or to undo it. */
export function bulkPage(house: House): BulkRequest {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    const bulk = await house.bulks.get(req.params.id, visit.reader)
    const groups = await groupsOf(house, visit, bulk.lines)
    const waiting = bulk.state === 'changing' ? 'waiting' : 'changed'
    const isRunning = bulk.state === 'changing' || bulk.state === 'undoing'
    const left = isRunning ? bulk.lines.filter(({ outcome }) => outcome === waiting).length : 0
    await sendPage(house, req as never, res, 'bulk-done', {
      title: bulk.note,
      heading: bulk.note,
      state: t(`bulk.state.${bulk.state}`),
      made: t('bulk.made', { name: bulk.byName, when: momentText(bulk.at, visit.language) }),
      url: link(`/bulk/${bulk.id}`),
      progress: isRunning && {
        done: bulk.lines.length - left,
        all: bulk.lines.length,
        text: t('bulk.progress', { left, all: bulk.lines.length }),
      },
      mayUndo: bulk.state === 'changed' && bulk.lines.some(({ outcome }) => outcome === 'changed'),
      groups,
      breadcrumbs: [
        { label: 'Kenniskompas', url: link('/') },
        { label: t('bulk.heading'), url: link('/bulk') },
        { label: t('bulk.trail') },
      ],
    })
  }
}

const order = ['kept', 'changed', 'undone', 'passed', 'waiting'] as const

/** The lines by what became of them. What this reader may not read any more is left out. */
async function groupsOf(house: House, { t, link, reader }: Visit, lines: Line[]) {
  const items = await house.items.select({ _id: { $in: lines.map(({ item }) => item) } })
  const readable = new Map(items.filter((item) => mayReadItem(item, reader)).map((item) => [item.id, item]))
  return order.flatMap((outcome) => {
    const rows = lines.flatMap(({ item: id, why, outcome: one }) => {
      const item = readable.get(id)
      if (!item || one !== outcome) return []
      return [{ title: item.title, url: link(`/${id}`), why: why && t(`bulk.why.${why}`) }]
    })
    return rows.length > 0 ? [{ heading: t(`bulk.outcome.${outcome}`, { count: rows.length }), rows }] : []
  })
}

/** Goes on with a bulk that is not done. */
export function goOn(house: House, steps: number): BulkRequest {
  return async ({ params, visit }, res) => {
    await house.bulks.goOn(params.id, steps, visit.reader, visit.now)
    res.redirect(303, visit.link(`/bulk/${params.id}`))
  }
}

export function undo(house: House, steps: number): BulkRequest {
  return async ({ params, visit }, res) => {
    await house.bulks.undo(params.id, visit.reader, visit.now)
    await house.bulks.goOn(params.id, steps, visit.reader, visit.now)
    res.redirect(303, visit.link(`/bulk/${params.id}`))
  }
}
