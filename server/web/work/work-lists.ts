import { may } from '../../access/may.ts'
import type { House } from '../../house.ts'
import { visitFor } from '../begin-visit.ts'
import type { Visit } from '../visit.ts'
import { draftsAtWork } from './drafts-at-work.ts'
import { itemsAtWork } from './items-at-work.ts'
import { mostCounted, type WorkList, type WorkRow } from './work-list.ts'

/** Everything that waits for this reader, the most pressing first; lists with nothing in them are left out. */
export async function workLists(house: House, visit: Visit): Promise<WorkList[]> {
  const [drafts, items, questions, ofPlugins] = await Promise.all([
    draftsAtWork(house, visit),
    itemsAtWork(house, visit),
    unanswered(house, visit),
    pluginLists(house, visit),
  ])
  const { t } = visit
  const list = (id: string, icon: string, rows: WorkRow[]) => ({
    id,
    icon,
    rows,
    heading: t(`work.list.${id}.heading`),
    advice: t(`work.list.${id}.advice`),
  })
  return [
    list('reviews', 'user-check', drafts.waiting),
    list('overdue', 'alert-triangle', items.overdue),
    list('drafts', 'file-text', drafts.mine),
    list('soon', 'clock', items.soon),
    list('orphaned', 'user-off', items.orphaned),
    list('planned', 'calendar', drafts.planned),
    ...ofPlugins,
    list('unanswered', 'mood-search', questions),
    list('archived', 'archive', items.archived),
  ].filter(({ rows }) => rows.length > 0)
}

async function unanswered(house: House, { reader, t, link }: Visit): Promise<WorkRow[]> {
  if (!may(reader, 'see unanswered questions')) return []
  const questions = await house.questions.unanswered(mostCounted)
  return questions.map(({ text, count }) => ({
    title: text,
    url: link(`/search?q=${encodeURIComponent(text)}`),
    meta: t('work.asked', { count }),
  }))
}

/** What plugins add; one that fails is passed over and logged. */
async function pluginLists(house: House, visit: Visit): Promise<WorkList[]> {
  const made = await Promise.all(
    house.plugins.map(async ({ id, icon, offer }) => {
      try {
        const list = await offer.workList?.(visitFor(house, visit, id))
        return list ? [{ id, icon, ...list }] : []
      } catch (error) {
        house.log.error(`The plugin "${id}" failed on the workboard`, error)
        return []
      }
    }),
  )
  return made.flat()
}
