import type { ListedItem } from '../content/item.ts'
import { nameOf } from '../content/vocabulary.ts'
import type { PersonCard } from '../contract.ts'
import { addDays } from '../days.ts'
import type { House } from '../house.ts'
import { type Availability, availability } from '../people/availability.ts'
import { initials } from '../people/directory.ts'
import type { Person } from '../people/person.ts'
import type { InstalledPlugin } from '../plugins.ts'
import type { SearchHit } from '../search/index.ts'
import type { DoorId } from './doors.ts'
import { longDate } from './texts.ts'
import type { Visit } from './visit.ts'

export interface Badge {
  label: string
  tone: string
  icon?: string
}

/** The name of an item type or of `person` and `unit`, from the messages of the plugin that brings it. */
export function typeName(house: House, visit: Visit, type: string): string {
  const plugin = house.plugins.find((one) => Object.hasOwn(one.itemTypes ?? {}, type))
  return house.texts.in(visit.language, plugin?.id)(plugin ? `${type}.name` : `type.${type}`)
}

/** What a list of this type is called. */
export function typePlural(house: House, visit: Visit, type: string): string {
  const plugin = house.plugins.find((one) => Object.hasOwn(one.itemTypes ?? {}, type))
  return house.texts.in(visit.language, plugin?.id)(plugin ? `${type}.plural` : `type.${type}.plural`)
}

export const typeBadge = (house: House, visit: Visit, type: string): Badge => ({
  label: typeName(house, visit, type),
  tone: type,
})

/** Days that somebody has to look at an item again before it counts as overdue. */
export const dueWithin = 30

/** Whether an item can be trusted today: up to date, to be checked soon, or overdue. */
export function freshness({ review }: { review?: string }, { t, today }: Visit): Badge | undefined {
  if (!review) return undefined
  if (review < today) return { label: t('fresh.overdue'), tone: 'overdue', icon: 'alert-triangle' }
  if (review <= addDays(today, dueWithin)) return { label: t('fresh.soon'), tone: 'due', icon: 'clock' }
  return { label: t('fresh.current'), tone: 'fresh', icon: 'circle-check' }
}

export const unitName = (house: House, slug: string) => house.directory.unit(slug)?.name ?? slug
export const personName = (house: House, slug: string) => house.directory.person(slug)?.name ?? slug

/** An item as a line in a list: badge, title, address and a word about it. */
export function entry(house: House, visit: Visit, item: ListedItem, meta?: string) {
  return {
    badge: typeBadge(house, visit, item.type),
    title: item.title,
    url: visit.link(`/${item.id}`),
    meta: meta ?? unitName(house, item.unit),
  }
}

/** A result of search as a card, with a mark when it should be looked at again. */
export function hitCard(house: House, visit: Visit, hit: SearchHit) {
  const fresh = freshness(hit, visit)
  return {
    badge: typeBadge(house, visit, hit.type),
    extraBadges: [
      ...(fresh && fresh.tone !== 'fresh' ? [fresh] : []),
      ...(hit.pinned ? [{ label: visit.t('hit.pinned'), tone: 'chosen', icon: 'target-arrow' }] : []),
      ...(hit.chosen ? [{ label: visit.t('hit.chosen'), tone: 'chosen', icon: 'star' }] : []),
    ],
    titleHtml: hit.titleHtml,
    snippetHtml: hit.snippetHtml,
    url: visit.link(hit.url),
    meta: checkedLine(house, visit, hit),
  }
}

/** `Burgerzaken · gecontroleerd 2 september 2026` */
function checkedLine(
  house: House,
  visit: Visit,
  { units, checked }: { unit?: string; units?: string[]; checked?: string | undefined },
): string {
  const names = (units ?? []).map((slug) => unitName(house, slug))
  const date = checked && visit.t('hit.checked', { date: longDate(checked, visit.language) })
  return [...names, date].filter(Boolean).join(' · ')
}

/** The pages that plugins behind a door offer beside their lists, such as the network of linking pins. */
export function pagesBehind(house: House, visit: Visit, door: DoorId) {
  return house.plugins.filter((plugin) => plugin.door === door).flatMap((plugin) => pagesOf(house, visit, plugin))
}

/** The pages of one plugin, as buttons. */
export function pagesOf(house: House, visit: Visit, plugin: InstalledPlugin) {
  const t = house.texts.in(visit.language, plugin.id)
  return (plugin.pages ?? []).map(({ label, path, icon }) => ({
    label: t(label),
    url: visit.link(`/${plugin.id}${path}`),
    icon,
  }))
}

/** A person as a card; `role` says why this person stands here. */
export function personCard(house: House, visit: Visit, person: Person, role = person.function ?? ''): PersonCard {
  const when = availability(person, visit.now)
  const deputy = when.now ? undefined : house.directory.colleague(person.deputy)
  const standIn = deputy && visit.t('person.deputyIs', { name: deputy.name })
  return {
    name: person.name,
    initials: initials(person.name),
    url: visit.link(`/people/${person.slug}`),
    role,
    available: when.now,
    availability: [availabilityLine(when, visit), standIn].filter(Boolean).join(' · '),
    phone: person.phone,
  }
}

function availabilityLine(when: Availability, { t, language }: Visit): string {
  if (when.now) return t('person.availableUntil', { time: language === 'nl' ? `${when.until}.00` : `${when.until}:00` })
  if (when.inDays === 0) return t('person.availableToday')
  if (when.inDays === 1) return t('person.availableTomorrow')
  return when.weekday ? t('person.availableOn', { day: t(`weekday.${when.weekday}`) }) : t('person.absentNow')
}

export const themeLink = (house: House, visit: Visit, slug: string) => ({
  label: nameOf(house.reference.vocabulary.themes, slug, visit.language),
  url: visit.link(`/search?theme=${slug}`),
})
