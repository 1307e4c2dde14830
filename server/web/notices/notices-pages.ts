import { type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import { pagination } from '../pagination.ts'
import { sendPage } from '../render.ts'
import { SearchQuery } from '../search/filters.ts'
import { noticeLines } from './notice-lines.ts'

const pageSize = 20

/** What a reader is told: the list behind the bell, the way from a notice to what it is about, and marking as read. */
export function noticesPages(house: House): Router {
  const router = Router()
  router.get('/notices', noticesPage(house))
  router.post('/notices', markAsRead(house))
  router.get('/notices/:id', openNotice(house))
  return router
}

function noticesPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { t, link } = visit
    const { page } = SearchQuery.parse(req.query)
    const { total, notices } = await house.notify.of(visit.reader.id, { skip: (page - 1) * pageSize, limit: pageSize })
    await sendPage(house, req, res, 'notices', {
      title: t('notices.heading'),
      notices: await noticeLines(house, visit, notices),
      page,
      pagination: pagination(total, pageSize, page, (number) => link(`/notices?page=${number}`)),
      breadcrumbs: [{ label: 'Kenniskompas', url: link('/') }, { label: t('notices.heading') }],
    })
  }
}

const ReadForm = z.object({ notice: z.string().max(40).optional(), page: z.coerce.number().int().min(1).catch(1) })

/** Marks the notice that the form names as read, or all of them when it names none. */
function markAsRead(house: House): RequestHandler {
  return async (req, res) => {
    const { notice, page } = ReadForm.parse(req.body)
    await house.notify.markRead(req.visit.reader.id, notice)
    res.redirect(303, req.visit.link(`/notices?page=${page}`))
  }
}

/** Leads to what a notice is about, which is then no longer news. */
function openNotice(house: House): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const notice = await house.notify.get(visit.reader.id, params.id)
    const [line] = await noticeLines(house, visit, notice ? [notice] : [])
    if (!notice || !line?.path) throw new NotFound('notice', params.id)
    await house.notify.markRead(visit.reader.id, notice.id)
    res.redirect(303, visit.link(line.path))
  }
}
