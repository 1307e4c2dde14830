import type { Change, NewFields } from '../../bulk/change.ts'
import type { ListedItem } from '../../content/item.ts'
import { nameOf } from '../../content/vocabulary.ts'
import type { House } from '../../house.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'

type Value = string | string[] | undefined

/** `Eigenaar wordt Mirjam Kok`, in the language of `visit`. */
export function changeText(house: House, visit: Pick<Visit, 't' | 'language'>, { kind, value, by }: Change): string {
  const shown = (given: string) => valueText(house, visit, fieldOf[kind], given)
  return visit.t(`bulk.change.${kind}`, { value: shown(value), by: by ? shown(by) : '' })
}

const fieldOf = {
  addTheme: 'themes',
  removeTheme: 'themes',
  replaceTheme: 'themes',
  owner: 'owner',
  deputy: 'deputy',
  review: 'review',
} as const

/** What an item says now, and what it will say. */
export function beforeAndAfter(house: House, visit: Visit, item: ListedItem, fields: NewFields) {
  return (Object.keys(fields) as Array<keyof NewFields>).map((field) => ({
    before: valueText(house, visit, field, item[field]),
    after: valueText(house, visit, field, fields[field]),
  }))
}

function valueText(house: House, { t, language }: Pick<Visit, 't' | 'language'>, field: keyof NewFields, value: Value) {
  if (!value) return t('bulk.nothing')
  if (field === 'review') return longDate(String(value), language)
  const { themes } = house.reference.vocabulary
  if (field === 'themes')
    return [value]
      .flat()
      .map((theme) => nameOf(themes, theme, language))
      .join(', ')
  return house.directory.person(String(value))?.name ?? String(value)
}
