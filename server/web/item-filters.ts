import { z } from 'zod'
import { nameOf } from '../content/vocabulary.ts'
import type { House } from '../house.ts'
import { first } from './first.ts'
import { typeName } from './present.ts'
import type { Visit } from './visit.ts'

const word = z.preprocess(first, z.string().trim().max(80).catch(''))

/** Which items are offered on a page that does something with many; what does not fit is left out, so that any address gives a page. */
export const ItemFilters = z.object({ type: word, theme: word, unit: word, owner: word })
export type ItemFilters = z.infer<typeof ItemFilters>

/** The filter for the store, published or not; a unit takes those under it along. */
export const itemsWanted = ({ type, theme, unit, owner }: ItemFilters, { directory }: House) => ({
  ...(type && { type }),
  ...(theme && { themes: theme }),
  ...(unit && { unit: { $in: directory.within(unit) } }),
  ...(owner && { owner }),
})

export const themesOf = ({ reference }: House, { language }: Visit) =>
  reference.vocabulary.themes.map(({ slug }) => ({
    value: slug,
    label: nameOf(reference.vocabulary.themes, slug, language),
  }))

/** The filters as choices. Owners who left stay among them: their items are the ones to hand over. */
export function filterGroups(house: House, visit: Visit, filters: ItemFilters) {
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
    options: options.map((option) => ({ ...option, chosen: option.value === filters[name as keyof ItemFilters] })),
  }))
}
