import type { Request, RequestHandler, Response } from 'express'
import { mostInBulk } from '../../bulk/bulk.ts'
import { changeKinds } from '../../bulk/change.ts'
import type { ListedItem } from '../../content/item.ts'
import { nameOf } from '../../content/vocabulary.ts'
import type { House } from '../../house.ts'
import { typeName, unitName } from '../present.ts'
import { sendPage } from '../render.ts'
import { longDate, momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { BulkFilters, ChangeForm, type FormProblem, itemsWanted } from './bulk-form.ts'

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
    await sendChoosePage(house, req, res, BulkFilters.parse(req.query), ChangeForm.parse({}))
  }
}

/** @param change what was filled in */
export async function sendChoosePage(
  house: House,
  req: Request,
  res: Response,
  filters: BulkFilters,
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
  owner: house.directory.person(item.owner)?.name ?? item.owner,
  review: longDate(item.review, visit.language),
})

const themesOf = ({ reference }: House, { language }: Visit) =>
  reference.vocabulary.themes.map(({ slug }) => ({
    value: slug,
    label: nameOf(reference.vocabulary.themes, slug, language),
  }))

const peopleOf = ({ directory }: House) =>
  directory.persons
    .filter(({ active }) => active)
    .map(({ slug, name, function: does }) => ({ value: slug, label: does ? `${name}, ${does}` : name }))

/** Owners who left stay among the choices: their items are the ones to hand over. */
function filterGroups(house: House, visit: Visit, filters: BulkFilters) {
  const { directory, types } = house
  const groups = {
    type: types.names().map((name) => ({ value: name, label: typeName(house, visit, name) })),
    theme: themesOf(house, visit),
    unit: directory.units.map(({ slug, name }) => ({ value: slug, label: name })),
    owner: directory.persons.map(({ slug, name }) => ({ value: slug, label: name })),
  }
  return Object.entries(groups).map(([name, options]) => ({
    name,
    label: visit.t(`bulk.filter.${name}`),
    options: options.map((option) => ({ ...option, chosen: option.value === filters[name as keyof BulkFilters] })),
  }))
}
