import type { RequestHandler } from 'express'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import { manyLinks } from '../many-links.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { mostCounted, type WorkList } from './work-list.ts'
import { workList, workLists } from './work-lists.ts'

const mostPerList = 10

/** The workboard: what waits for this reader, ten of each list. */
export function workPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const heading = visit.t('work.heading')
    const lists = await workLists(house, visit, mostPerList)
    await sendPage(house, req, res, 'work', {
      title: heading,
      heading,
      intro: visit.t('work.intro'),
      alone: false,
      actions: [writeLink(visit), ...manyLinks(visit)],
      lists: lists.map((list) => present(list, visit)),
      breadcrumbs: [{ label: 'Kenniskompas', url: visit.link('/') }, { label: heading }],
    })
  }
}

const writeLink = ({ t, link }: Visit) => ({ label: t('write.new'), url: link('/write'), icon: 'pencil' })

/** All of one list of the workboard. Whoever has nothing in it is told so: a notice may have led here. */
export function workListPage(house: House): RequestHandler<{ list: string }> {
  return async (req, res) => {
    const { params, visit } = req
    const list = await workList(house, visit, params.list)
    if (!list) throw new NotFound('list', params.list)
    if (list.pageUrl) return res.redirect(303, list.pageUrl)
    await sendPage(house, req, res, 'work', {
      title: list.heading,
      heading: list.heading,
      intro: list.advice,
      alone: true,
      actions: [],
      lists: list.rows.length > 0 ? [present(list, visit)] : [],
      breadcrumbs: [
        { label: 'Kenniskompas', url: visit.link('/') },
        { label: visit.t('work.heading'), url: visit.link('/work') },
        { label: list.heading },
      ],
    })
  }
}

const present = (list: WorkList, { link }: Visit) => ({
  ...list,
  count: list.count < mostCounted ? String(list.count) : `${mostCounted - 1}+`,
  allUrl: list.pageUrl ?? (list.count > list.rows.length ? link(`/work/${list.id}`) : undefined),
})
