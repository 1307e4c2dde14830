import type { ListedItem } from '../content/item.ts'

export const changeKinds = ['addTheme', 'removeTheme', 'replaceTheme', 'owner', 'deputy', 'review'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** One change to the front matter of many items. `value` is the slug of a theme or a person, or a day; `by` the theme that comes in its place. */
export interface Change {
  kind: ChangeKind
  value: string
  by?: string | undefined
}

/** Why an item is passed over: see the texts `bulk.why.…`. */
export type PassedOver =
  | 'same'
  | 'only-theme'
  | 'is-owner'
  | 'is-deputy'
  | 'draft'
  | 'archived'
  | 'newer'
  | 'flawed'
  | 'not-yours'

/** The fields that get another value. */
export type NewFields = Partial<Pick<ListedItem, 'themes' | 'owner' | 'deputy' | 'review'>>

type Changeable = Pick<ListedItem, 'themes' | 'owner' | 'deputy' | 'review'>

/** What a change makes of an item, or why it makes nothing of it. */
export function effectOn(item: Changeable, { kind, value, by = value }: Change): NewFields | PassedOver {
  const { themes, owner, deputy } = item
  switch (kind) {
    case 'addTheme':
      return themes.includes(value) ? 'same' : { themes: [...themes, value] }
    case 'removeTheme':
      if (!themes.includes(value)) return 'same'
      return themes.length === 1 ? 'only-theme' : { themes: themes.filter((theme) => theme !== value) }
    case 'replaceTheme':
      if (!themes.includes(value)) return 'same'
      return { themes: [...new Set(themes.map((theme) => (theme === value ? by : theme)))] }
    case 'owner':
      if (deputy === value) return 'is-deputy'
      return owner === value ? 'same' : { owner: value }
    case 'deputy':
      if (owner === value) return 'is-owner'
      return deputy === value ? 'same' : { deputy: value }
    case 'review':
      return item.review === value ? 'same' : { review: value }
  }
}
