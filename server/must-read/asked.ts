import type { Reader } from '../access/reader.ts'
import { mayReadItem } from '../access/visibility.ts'
import type { ListedItem } from '../content/item.ts'
import { addDays } from '../days.ts'
import type { Directory } from '../people/directory.ts'

/** An item that asks its readers to confirm that they read it. */
export type MustRead = ListedItem & { mustRead: NonNullable<ListedItem['mustRead']> }

/** How long after its day an item goes on asking: shorter than a confirmation is kept, so that nobody has to give one twice. */
const askedForDays = 365

/** The first `mustRead.before` that still asks on `today`. */
export const stillAskedFrom = (today: string) => addDays(today, -askedForDays)

/** Whether an item asks anything of anybody on `today`. */
export const asks = (item: ListedItem, today: string): item is MustRead =>
  item.state === 'published' && item.mustRead !== undefined && item.mustRead.before >= stillAskedFrom(today)

/** Whether an item asks it of `reader`: of who may read it, and is of the units that it names or of one below them. */
export const asksOf = (item: MustRead, reader: Reader, directory: Directory): boolean =>
  mayReadItem(item, reader) && isMeantFor(item, reader.units, directory)

/** Whether an item is meant for people of any of these units; one that names none is meant for everyone. */
export const isMeantFor = ({ mustRead }: MustRead, units: string[], directory: Directory): boolean =>
  mustRead.units.length === 0 ||
  units.some((unit) => directory.pathTo(unit).some(({ slug }) => mustRead.units.includes(slug)))
