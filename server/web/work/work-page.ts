import type { RequestHandler } from 'express'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import { manyLinks } from '../many-links.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { mostCounted, type WorkList } from './work-list.ts'
import { workLists } from './work-lists.ts'

const mostPerList = 10

/** The workboard: what waits for this reader, ten of each list. With the name of a list, all of that one. */
export function workPage(house: House): RequestHandler<{ list?: string }> {
  return async (req, res) => {
    const { params, visit } = req
    const lists = await workLists(house, visit)
    const one = lists.find(({ id }) => id === params.list)
    if (params.list && !one) throw new NotFound('list', params.list)
    const heading = one?.heading ?? visit.t('work.heading')
    const home = { label: 'Kenniskompas', url: visit.link('/') }
    const board = { label: visit.t('work.heading'), url: visit.link('/work') }
    await sendPage(house, req, res, 'work', {
      title: heading,
      heading,
      intro: one?.advice ?? visit.t('work.intro'),
      alone: Boolean(one),
      actions: one ? [] : [writeLink(visit), ...manyLinks(visit)],
      lists: one ? [present(one, visit, mostCounted)] : lists.map((list) => present(list, visit, mostPerList)),
      breadcrumbs: [home, one ? board : { label: heading }, ...(one ? [{ label: heading }] : [])],
    })
  }
}

const writeLink = ({ t, link }: Visit) => ({ label: t('write.new'), url: link('/write'), icon: 'pencil' })

const present = ({ rows, ...list }: WorkList, { link }: Visit, most: number) => ({
  ...list,
  count: rows.length < mostCounted ? String(rows.length) : `${mostCounted - 1}+`,
  rows: rows.slice(0, most),
  allUrl: rows.length > most ? link(`/work/${list.id}`) : undefined,
})
