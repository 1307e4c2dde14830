import { dayOf } from '../../days.ts'
import type { House } from '../../house.ts'
import type { Asked } from '../../must-read/must-read.ts'
import { type Badge, entry, unitName } from '../present.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** A must-read as a line in a list: until when there is time, that it is late, or when the reader read it. */
export function mustReadEntry(house: House, visit: Visit, asked: Asked) {
  return { ...entry(house, visit, asked.item, stateText(visit, asked)), badge: mustReadBadge(visit, asked) }
}

/** Whether somebody read it, must read it, or is late. */
export function mustReadBadge({ t, today }: Visit, { item, readAt }: Asked): Badge {
  if (readAt) return { label: t('mustRead.read'), tone: 'fresh', icon: 'circle-check' }
  if (item.mustRead.before < today) return { label: t('mustRead.late'), tone: 'overdue', icon: 'alert-triangle' }
  return { label: t('home.mustRead'), tone: 'must-read' }
}

/** `lezen vóór 18 december 2026` */
function stateText({ t, language, today }: Visit, { item, readAt }: Asked): string {
  if (readAt) return t('mustRead.readOn', { date: longDate(dayOf(readAt), language) })
  const date = longDate(item.mustRead.before, language)
  return t(item.mustRead.before < today ? 'mustRead.lateSince' : 'home.mustReadBy', { date })
}

/** The way to the list of must-reads, for whom there is anything in it. */
export function mustReadLink({ t, link }: Visit, mustReads: Asked[]) {
  const count = mustReads.filter(({ readAt }) => !readAt).length
  if (mustReads.length === 0) return []
  return [{ label: count > 0 ? t('mustRead.open', { count }) : t('mustRead.heading'), url: link('/must-read') }]
}

/** For which units it is meant: their names, or everyone. */
export const meantForText = (house: House, { t }: Visit, { mustRead }: Asked['item']): string =>
  mustRead.units.map((unit) => unitName(house, unit)).join(', ') || t('mustRead.everyone')
