import type { RequestHandler } from 'express'
import { may } from '../access/may.ts'
import { lookedAfterBy } from '../access/visibility.ts'
import type { ListedItem } from '../content/item.ts'
import { nameOf } from '../content/vocabulary.ts'
import { addDays, dayOf } from '../days.ts'
import type { House } from '../house.ts'
import { availability } from '../people/availability.ts'
import type { Person } from '../people/person.ts'
import { worksIn } from '../people/works-in.ts'
import { accountLinks } from './account/links.ts'
import { visitFor } from './begin-visit.ts'
import { fragments } from './contacts.ts'
import { searchPath } from './links.ts'
import { manyLinks } from './many-links.ts'
import { mustReadEntry, mustReadLink } from './must-read/lines.ts'
import { dueWithin, entry, personCard } from './present.ts'
import { recentlyViewed } from './recently-viewed.ts'
import { sendPage } from './render.ts'
import { longDate } from './texts.ts'
import type { Visit } from './visit.ts'

const mostPerCard = 5
const mostForYou = 6

/** Home: one search field, what this reader must do, what changed, and who is there now. */
export function homePage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const [mustReads, due, changed, counts, account, recent, widgetsHtml] = await Promise.all([
      house.mustReads.of(visit.reader, visit.today),
      dueForReview(house, visit),
      house.items.find({}, visit.reader, { by: 'changedAt', newestFirst: true, limit: mostPerCard }),
      house.items.countByTheme(visit.reader),
      accountLinks(house, req),
      recentlyViewed(house, visit),
      fragments(house, visit, (plugin) => plugin.offer.homeWidget?.(visitFor(house, visit, plugin.id))),
    ])
    const toRead = mustReads.filter(({ readAt }) => !readAt)
    await sendPage(house, req, res, 'home', {
      title: '',
      oftenSearched: oftenSearched(visit),
      forYou: [...toRead.map((asked) => mustReadEntry(house, visit, asked)), ...due].slice(0, mostForYou),
      moreForYou: [...account, ...mustReadLink(visit, mustReads), ...(await moreForYou(house, visit))],
      changed: changed.map((item) => entry(house, visit, item, changedLine(house, visit, item))),
      reachable: reachable(house, visit),
      recent,
      recentReturn: visit.link('/'),
      themes: themes(house, visit, counts),
      widgetsHtml,
    })
  }
}

/** What must be looked at again soon, of all that this reader looks after. */
async function dueForReview(house: House, visit: Visit) {
  const { reader, today, t } = visit
  const isDue = { review: { $lte: addDays(today, dueWithin) } }
  const items = await house.items.find({ ...isDue, ...lookedAfterBy(reader) }, reader, {
    by: 'review',
    limit: mostPerCard,
  })
  return items.map((item) => ({
    ...entry(
      house,
      visit,
      item,
      t(item.review < today ? 'home.reviewWas' : 'home.reviewBefore', { date: longDate(item.review, visit.language) }),
    ),
    badge: { label: t('home.toCheck'), tone: 'due' },
  }))
}

/** Where the rest of what this reader may do stands. */
async function moreForYou(house: House, visit: Visit) {
  const { reader, t, link } = visit
  const work = { label: t('work.heading'), url: link('/work') }
  const due = { label: t('home.allDue'), url: link('/search?fresh=overdue&fresh=due') }
  const questions = [{ label: t('insights.heading'), url: link('/search/insights') }]
  const conflicts = may(reader, 'choose about the folder') ? await house.folderConflicts.list() : []
  return [
    work,
    due,
    ...manyLinks(visit),
    ...(may(reader, 'see unanswered questions') ? questions : []),
    ...(may(reader, 'curate search') ? [{ label: t('search.curate'), url: link('/search/curation') }] : []),
    ...(conflicts.length > 0 ? [{ label: t('conflicts.heading'), url: link('/conflicts') }] : []),
  ]
}

function changedLine(house: House, visit: Visit, item: ListedItem): string {
  const day = dayOf(item.changedAt)
  const when = day === visit.today ? visit.t('home.today') : longDate(day, visit.language)
  return [house.directory.unit(item.unit)?.name, when].filter(Boolean).join(' · ')
}

const oftenSearched = ({ t, link }: Visit) =>
  t('home.examples')
    .split('|')
    .map((text) => ({ text, url: link(searchPath(text)) }))

/** Colleagues of the reader's own units: who is there now, or else who is there first. */
function reachable(house: House, visit: Visit) {
  const { now, reader } = visit
  const daysAway = (person: Person) => {
    const when = availability(person, now)
    return when.now ? -1 : (when.inDays ?? Number.POSITIVE_INFINITY)
  }
  return house.directory.persons
    .filter(
      (person) =>
        person.active && worksIn(person).some((unit) => reader.units.includes(unit)) && person.slug !== reader.id,
    )
    .sort((one, other) => daysAway(one) - daysAway(other))
    .slice(0, mostPerCard)
    .map((person) => personCard(house, visit, person))
}

const themes = (house: House, visit: Visit, counts: Map<string, number>) =>
  house.reference.vocabulary.themes
    .filter((theme) => counts.has(theme.slug))
    .map((theme) => ({
      label: nameOf([theme], theme.slug, visit.language),
      icon: theme.icon,
      url: visit.link(`/search?theme=${theme.slug}`),
      count: counts.get(theme.slug) ?? 0,
    }))
