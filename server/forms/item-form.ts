import { CommonFields } from '../content/item.ts'
import type { ItemTypeOfPlugin } from '../content/item-types.ts'
import { type FormField, formFields } from './field.ts'

/** What belongs together in the mind of who writes: what it says, who it is of, who finds it, why one may trust it. */
export type SectionId = 'what' | 'who' | 'finding' | 'trust'

export interface Section {
  id: SectionId
  fields: FormField[]
}

/** Everything that is asked for an item of one type; its text, the body, stands apart. */
export interface ItemForm {
  plugin: string
  type: string
  sections: Section[]
  /** The fields of all sections, in the order of the front matter. */
  fields: FormField[]
}

const common = formFields(CommonFields)
const first = ['title', 'summary']
const later: Array<[SectionId, string[]]> = [
  ['who', ['unit', 'owner', 'deputy']],
  ['finding', ['themes', 'audience', 'product', 'keywords', 'related']],
  ['trust', ['checked', 'review', 'expires', 'mustRead', 'visibility', 'source', 'language']],
]

const made = new WeakMap<object, ItemForm>()

/** The form for items of `type`. A field of the type that is called as a common one takes its place. */
export function itemForm(type: ItemTypeOfPlugin): ItemForm {
  const form = made.get(type) ?? makeForm(type)
  made.set(type, form)
  return form
}

function makeForm({ plugin, name: type, fields: schema }: ItemTypeOfPlugin): ItemForm {
  const own = formFields(schema)
  const shared = common.map((field) => own.find(({ name }) => name === field.name) ?? field)
  const onlyOwn = own.filter(({ name }) => !common.some((field) => field.name === name))
  const pick = (names: string[]) => shared.filter(({ name }) => names.includes(name))
  const sections: Section[] = [
    { id: 'what', fields: [...pick(first), ...onlyOwn] },
    ...later.map(([id, names]) => ({ id, fields: pick(names) })),
  ]
  return { plugin, type, sections, fields: [...shared, ...onlyOwn] }
}
