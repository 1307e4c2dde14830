import { randomUUID } from 'node:crypto'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import { only } from '../../access/guard.ts'
import { Conflict, NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import { choose, folderChoices } from '../../publishing/folder-choices.ts'
import { contentIn } from '../../publishing/writing.ts'
import { typeBadge } from '../present.ts'
import { sendPage } from '../render.ts'
import { momentText } from '../texts.ts'
import { differencesBetween } from '../versions/differences-page.ts'

/** For editors: files that changed in the library folder while their items were edited in the app, and what to do about each. */
export function conflictsPages(house: House): Router {
  const router = Router()
  const guard = only('choose about the folder')
  router.get('/conflicts', guard, listPage(house))
  router.get('/conflicts/:plugin/:slug', guard, conflictPage(house))
  router.post('/conflicts/:plugin/:slug', guard, answer(house))
  return router
}

function listPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    const conflicts = await house.folderConflicts.list()
    const items = await house.items.select({ _id: { $in: conflicts.map(({ id }) => id) } })
    const titles = new Map(items.map((item) => [item.id, item]))
    await sendPage(house, req, res, 'conflicts', {
      title: t('conflicts.heading'),
      entries: conflicts.flatMap(({ id, at }) => {
        const item = titles.get(id)
        const meta = t('conflicts.since', { date: momentText(at, visit.language) })
        return item
          ? [{ badge: typeBadge(house, visit, item.type), title: item.title, url: link(`/conflicts/${id}`), meta }]
          : []
      }),
      breadcrumbs: [{ label: 'Kenniskompas', url: link('/') }, { label: t('conflicts.heading') }],
    })
  }
}

const conflictPage =
  (house: House): RequestHandler<{ plugin: string; slug: string }> =>
  (req, res) =>
    sendConflict(house, req, res)

type Named = Request<{ plugin: string; slug: string }>

async function sendConflict(house: House, req: Named, res: Response, problem?: string): Promise<void> {
  const { visit, params } = req
  const { t, link } = visit
  const id = `${params.plugin}/${params.slug}`
  const conflict = await house.folderConflicts.get(id)
  if (!conflict) throw new NotFound('conflict', id)
  const item = await house.items.get(id, visit.reader)
  const ours = await house.publishing.contentOf(id, item.version)
  const draft = await house.publishing.draftOf(id, visit.reader)
  await sendPage(house, req, res, 'conflict', {
    title: `${t('conflicts.one')} · ${item.title}`,
    item: { title: item.title, url: link(`/${id}`), language: item.language },
    problem,
    action: link(`/conflicts/${id}`),
    hash: conflict.hash,
    draftUrl: draft && link(`/drafts/${draft.id}`),
    differences: differencesBetween(
      house,
      visit,
      item.plugin,
      { label: t('conflicts.ours', { number: item.version }), content: ours },
      { label: t('conflicts.theirs'), content: contentIn(conflict) },
    ),
    breadcrumbs: [
      { label: 'Kenniskompas', url: link('/') },
      { label: t('conflicts.heading'), url: link('/conflicts') },
      { label: item.title },
    ],
  })
}

const Answer = z.object({ choice: z.enum(folderChoices), hash: z.string().max(100) })

function answer(house: House): RequestHandler<{ plugin: string; slug: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const { choice, hash } = Answer.parse(req.body)
    const about = { id: `${params.plugin}/${params.slug}`, hash }
    const given = { draft: randomUUID(), reader: visit.reader, now: visit.now }
    try {
      const draft = await choose(choice, about, visit.t('conflicts.note'), given, house)
      res.redirect(303, visit.link(draft ? `/drafts/${draft.id}` : '/conflicts'))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      res.status(409)
      await sendConflict(house, req, res, visit.t('conflicts.again'))
    }
  }
}
