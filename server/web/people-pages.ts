import type { RequestHandler } from 'express'
import { NotFound } from '../errors.ts'
import type { House } from '../house.ts'
import { type Person, type Unit, weekdays } from '../people/person.ts'
import { contactCards } from './contacts.ts'
import { searchPath } from './links.ts'
import { followAction } from './notices/follow-action.ts'
import { entry, pagesBehind, personCard, unitName } from './present.ts'
import { sendPage } from './render.ts'
import { readAsked, requestWithin } from './search/asked.ts'
import { type SearchInput, SearchQuery } from './search/filters.ts'
import type { Visit } from './visit.ts'

/** Wie weet wat: the units as a tree and the people, narrowed by what the reader types. */
export function peoplePage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const input = SearchQuery.parse(req.query)
    const { q } = input
    const people = q
      ? await peopleFound(house, visit, input)
      : house.directory.persons.filter((person) => person.active)
    await sendPage(house, req, res, 'people', {
      title: visit.t('people.heading'),
      text: q,
      heading: visit.t('people.heading'),
      tree: tree(house, visit, undefined),
      people: people.map((person) => presentPerson(house, visit, person)),
      actions: pagesBehind(house, visit, 'who-knows-what'),
      breadcrumbs: [home(visit), { label: visit.t('people.heading') }],
    })
  }
}

export function personPage(house: House): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    const { visit } = req
    const person = house.directory.colleague(req.params.slug)
    if (!person) throw new NotFound('person', req.params.slug)
    const items = await house.items.find({ $or: [{ owner: person.slug }, { deputy: person.slug }] }, visit.reader)
    await sendPage(house, req, res, 'person', {
      title: person.name,
      person: presentPerson(house, visit, person),
      items: items.map((item) => entry(house, visit, item)),
      breadcrumbs: [home(visit), people(visit), { label: person.name }],
    })
    house.recentlyViewed.note(visit.reader.id, `people/${person.slug}`, visit.today)
  }
}

export function unitPage(house: House): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    const { visit } = req
    const unit = house.directory.unit(req.params.slug)
    if (!unit) throw new NotFound('unit', req.params.slug)
    const [items, pins] = await Promise.all([
      house.items.find({ unit: unit.slug }, visit.reader),
      contactCards(house, visit, { units: [unit.slug], themes: [] }, 12),
    ])
    const above = house.directory.pathTo(unit.slug).slice(0, -1)
    await sendPage(house, req, res, 'unit', {
      title: unit.name,
      unit,
      actions: [...callAction(unit), await followAction(house, visit, { kind: 'unit', target: unit.slug })],
      path: above.map((one) => unitLink(house, visit, one.slug)),
      children: house.directory.childrenOf(unit.slug).map((child) => unitLink(house, visit, child.slug)),
      people: house.directory.peopleOf(unit.slug).map((person) => personCard(house, visit, person)),
      pins,
      items: items.map((item) => entry(house, visit, item, '')),
      breadcrumbs: [
        home(visit),
        people(visit),
        ...above.map((one) => unitLink(house, visit, one.slug)),
        { label: unit.name },
      ],
    })
  }
}

const home = (visit: Visit) => ({ label: 'Kenniskompas', url: visit.link('/') })
const people = (visit: Visit) => ({ label: visit.t('people.heading'), url: visit.link('/people') })
const callAction = ({ phone }: Unit) =>
  phone ? [{ label: phone, url: `tel:${phone.replace(/[^+\d]/g, '')}`, icon: 'phone', kind: 'primary' }] : []

const unitLink = (house: House, visit: Visit, slug: string) => ({
  label: unitName(house, slug),
  url: visit.link(`/units/${slug}`),
})

async function peopleFound(house: House, visit: Visit, input: SearchInput): Promise<Person[]> {
  const answer = await house.search.query(requestWithin(['person'], readAsked(house, input), visit, 50))
  return answer.hits.map((hit) => house.directory.person(hit.id.split('/')[1])).filter((person) => person !== undefined)
}

interface Branch {
  label: string
  url: string
  children: Branch[]
}

function tree(house: House, visit: Visit, parent: Unit['parent']): Branch[] {
  return house.directory.childrenOf(parent).map((unit) => ({
    ...unitLink(house, visit, unit.slug),
    children: tree(house, visit, unit.slug),
  }))
}

function presentPerson(house: House, visit: Visit, person: Person) {
  const deputy = house.directory.colleague(person.deputy)
  return {
    ...personCard(house, visit, person),
    function: person.function,
    email: person.email,
    topics: person.topics.map((topic) => ({ label: topic, url: visit.link(searchPath(topic)) })),
    unit: person.unit && unitLink(house, visit, person.unit),
    deputy: deputy && personCard(house, visit, deputy),
    leads: person.leads.map((slug) => unitLink(house, visit, slug)),
    week: weekdays.map((weekday, place) => ({
      day: visit.t(`day.${place + 1}`),
      morning: person.availability[weekday]?.includes('am') ?? false,
      afternoon: person.availability[weekday]?.includes('pm') ?? false,
    })),
  }
}
