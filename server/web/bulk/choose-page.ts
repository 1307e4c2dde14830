import type { Request, RequestHandler, Response } from 'express'
import { mostInBulk } from '../../bulk/bulk.ts'
import { changeKinds } from '../../bulk/change.ts'
import type { ListedItem } from '../../content/item.ts'
import type { House } from '../../house.ts'
import { filterGroups, ItemFilters, itemsWanted, themesOf } from '../item-filters.ts'
import { personName, typeName, unitName } from '../present.ts'
import { sendPage } from '../render.ts'
import { longDate, momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { ChangeForm, type FormProblem } from './bulk-form.ts'

const mostEarlier = 10

/** What somebody typed and ticked before something was wrong with it. */
interface Typed {
  chosen: string[]
  all: boolean
  problems: FormProblem[]
}

/** The first step of a bulk: which items, and what changes in them. */
export function choosePage(house: House): RequestHandler {
  return async (req, res) => {
    await sendChoosePage(house, req, res, ItemFilters.parse(req.query), ChangeForm.parse({}))
  }
}

/** @param change what was filled in */
export async function sendChoosePage(
  house: House,
  req: Request,
  res: Response,
  filters: ItemFilters,
  change: ChangeForm,
  { chosen, all, problems }: Typed = { chosen: [], all: false, problems: [] },
): Promise<void> {
  const { visit } = req
  const { t, link, reader } = visit
  const found = await house.bulks.choose(itemsWanted(filters, house), reader)
  const earlier = await house.bulks.latest(mostEarlier, reader)
  const problemAt = (field: string) => problems.find((problem) => problem.field === field)?.text
  await sendPage(house, req, res, 'bulk', {
    title: t('bulk.heading'),
    filters,
    filterGroups: filterGroups(house, visit, filters),
    items: found.slice(0, mostInBulk).map((item) => row(house, visit, item, chosen)),
    more: found.length > mostInBulk ? t('bulk.more', { count: mostInBulk }) : undefined,
    all,
    kinds: changeKinds,
    change,
    problemAt,
    summary: problems.length > 0 && {
      heading: t('form.errors', { count: problems.length }),
      entries: problems.map(({ field, text }) => ({ text, url: `#bulk-${field}` })),
    },
    themes: themesOf(house, visit),
    people: peopleOf(house),
    earlier: earlier.map(({ id, note, byName, at, state }) => ({
      url: link(`/bulk/${id}`),
      note,
      byName,
      at: momentText(at, visit.language),
      state: t(`bulk.state.${state}`),
    })),
    breadcrumbs: [{ label: 'Kenniskompas', url: link('/') }, { label: t('bulk.heading') }],
  })
}

const row = (house: House, visit: Visit, item: ListedItem, chosen: string[]) => ({
  id: item.id,
  title: item.title,
  url: visit.link(`/${item.id}`),
  chosen: chosen.includes(item.id),
  type: typeName(house, visit, item.type),
  unit: unitName(house, item.unit),
  owner: personName(house, item.owner),
  review: longDate(item.review, visit.language),
})

const peopleOf = ({ directory }: House) =>
  directory.persons
    .filter(({ active }) => active)
    .map(({ slug, name, function: does }) => ({ value: slug, label: does ? `${name}, ${does}` : name }))
