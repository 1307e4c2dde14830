import { z } from 'zod'
import type { Reader } from '../../access/reader.ts'
import { mayReadItem } from '../../access/visibility.ts'
import type { ListedItem } from '../../content/item.ts'
import type { House } from '../../house.ts'
import { first } from '../first.ts'
import { ItemFilters, itemsWanted } from '../item-filters.ts'

const box = z.preprocess(first, z.literal('yes').optional().catch(undefined))

/** Which items somebody takes along, and whether what was withdrawn and what they once said goes with them. */
export const ExportChoice = ItemFilters.extend({ archived: box, versions: box })
export type ExportChoice = z.infer<typeof ExportChoice>

/** The items that were chosen, as far as this reader may read them. */
export async function itemsChosen(house: House, choice: ExportChoice, reader: Reader): Promise<ListedItem[]> {
  const state = { $in: choice.archived ? (['published', 'archived'] as const) : (['published'] as const) }
  const items = await house.items.select({ ...itemsWanted(choice, house), state })
  return items.filter((item) => mayReadItem(item, reader))
}
