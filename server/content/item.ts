import { z } from 'zod'
import type { State } from '../access/rules.ts'
import { audience, day, itemRef, person, text, theme, unit, webAddress } from './fields.ts'

const openTo = z.enum(['everyone', 'editors'])
const isUnit = (name: string) => !openTo.safeParse(name).success

/** Who may read an item: everyone who is signed in, editors only, or the people of some units (and editors). */
const Visibility = z
  .union([
    openTo,
    z
      .array(unit())
      .min(1)
      .refine((units) => units.every(isUnit), 'everyone and editors stand alone, not in a list'),
  ])
  .meta({ asks: 'visibility' })

/** The front matter that items of every type share. Dates are `YYYY-MM-DD`. */
export const CommonFields = z.object({
  title: text(120),
  summary: text(240),
  unit: unit(),
  owner: person(),
  deputy: person().optional(),
  themes: z.array(theme()).min(1),
  audience: z.array(audience()).default([]),
  product: z.object({ name: text(200), uri: webAddress() }).optional(),
  keywords: z.array(text(60)).default([]),
  checked: day(),
  /** Left out: the type's `reviewEvery` after `checked`. */
  review: day().optional(),
  /** The last day on which it holds; the day after, it is archived. */
  expires: day().optional(),
  language: z.enum(['nl', 'en']).default('nl'),
  mustRead: z.object({ before: day(), units: z.array(unit()).default([]) }).optional(),
  visibility: Visibility.default('everyone'),
  source: z.object({ title: text(200), url: webAddress().optional(), licence: text(200).optional() }).optional(),
  related: z.array(itemRef()).default([]),
})
export type CommonFields = z.infer<typeof CommonFields>

/** One piece of published knowledge in its present version. */
export interface Item extends CommonFields {
  state: State
  review: string
  /** `plugin-id/slug` */
  id: string
  plugin: string
  slug: string
  type: string
  /** The type's own front matter, checked with its schema. */
  fields: Record<string, unknown>
  /** Markdown. */
  body: string
  /** The number of this version: 1, 2, 3 … */
  version: number
  /** The newest version that says something new: who read that one has read this one. */
  readVersion: number
  changedAt: Date
  changedBy: string
}

/** An item without its text: all that lists, links and search results need, at a fraction of the weight. */
export type ListedItem = Omit<Item, 'body'>

/** What is kept of each version: the whole Markdown file, as it came in. */
export interface ItemVersion {
  item: string
  version: number
  text: string
  at: Date
  by: string
  note: string
  /** Whether it says nothing new, so that nobody needs to read it again. */
  minor?: boolean | undefined
}

/** Who changed something, when and why. */
export type Edit = Pick<ItemVersion, 'by' | 'at' | 'note' | 'minor'>
