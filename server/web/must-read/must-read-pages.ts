import { type RequestHandler, Router } from 'express'
import { onlySome } from '../../access/guard.ts'
import type { House } from '../../house.ts'
import { smallestGroup, type WhoHasRead } from '../../must-read/who-has-read.ts'
import type { Person } from '../../people/person.ts'
import { entry } from '../present.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { meantForText, mustReadEntry } from './lines.ts'

/** What a reader must read, and for those who look after that: how far people are. */
export function mustReadPages(house: House): Router {
  const router = Router()
  router.get('/must-read', mustReadPage(house))
  router.get('/must-read/:plugin/:slug', onlySome('count who has read'), whoHasReadPage(house))
  return router
}

function mustReadPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { reader, today, t, link } = visit
    const [asked, followed] = await Promise.all([
      house.mustReads.of(reader, today),
      house.mustReads.followedBy(reader, today),
    ])
    const lines = (read: boolean) =>
      asked.filter(({ readAt }) => Boolean(readAt) === read).map((one) => mustReadEntry(house, visit, one))
    await sendPage(house, req, res, 'must-reads', {
      title: t('mustRead.heading'),
      open: lines(false),
      done: lines(true),
      followed: followed.map((item) => ({
        ...entry(house, visit, item, meantForText(house, visit, item)),
        url: link(`/must-read/${item.id}`),
      })),
      breadcrumbs: [{ label: 'Kenniskompas', url: link('/') }, { label: t('mustRead.heading') }],
    })
  }
}

function whoHasReadPage(house: House): RequestHandler<{ plugin: string; slug: string }> {
  return async (req, res) => {
    const { visit, params } = req
    const { t, link } = visit
    const id = `${params.plugin}/${params.slug}`
    const { item, progress } = await house.mustReads.whoHasRead(id, visit.reader, visit.today)
    await sendPage(house, req, res, 'who-has-read', {
      title: t('mustRead.whoRead', { title: item.title }),
      item: mustReadEntry(house, visit, { item, readAt: undefined }),
      meantFor: meantForText(house, visit, item),
      ...presentProgress(visit, progress),
      breadcrumbs: [
        { label: 'Kenniskompas', url: link('/') },
        { label: t('mustRead.heading'), url: link('/must-read') },
        { label: item.title, url: link(`/${item.id}`) },
        { label: t('mustRead.who') },
      ],
    })
  }
}

function presentProgress({ t, link }: Visit, { byName, byNumber, small }: WhoHasRead) {
  const people = (some: Person[]) => some.map(({ slug, name }) => ({ title: name, url: link(`/people/${slug}`) }))
  const together = {
    name: t('mustRead.small'),
    which: small.units.map(({ name }) => name).join(', '),
    count: small.counts ? t('mustRead.of', small.counts) : t('mustRead.few', { number: smallestGroup }),
  }
  return {
    named: byName.map(({ unit, read, unread }) => ({
      name: unit.name,
      count: t('mustRead.readOf', { read: read.length, asked: read.length + unread.length }),
      groups: [
        { heading: t('mustRead.notYet'), people: people(unread) },
        { heading: t('mustRead.read'), people: people(read) },
      ].filter((group) => group.people.length > 0),
    })),
    numbers: [
      ...byNumber.map(({ unit, ...counts }) => ({ name: unit.name, which: '', count: t('mustRead.of', counts) })),
      ...(small.units.length > 0 ? [together] : []),
    ],
  }
}
