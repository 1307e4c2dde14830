import { type Directory, day, type ListedItem, person, text, unit, z } from '#contract'

export const fields = z.object({
  person: person(),
  deputy: person().optional(),
  between: z.tuple([unit(), unit()]),
  topic: text(120),
  since: day(),
  until: day().optional(),
})

/** A linking pin: one person who connects two units on one topic. */
export interface Pin extends z.infer<typeof fields> {
  title: string
  /** Path inside Kenniskompas. */
  path: string
  themes: string[]
}

const known = new WeakMap<ListedItem, Pin>()

/** The pin that an item is; an item that was seen before is not checked again. */
function pinOf(item: ListedItem): Pin {
  const pin = known.get(item) ?? {
    ...fields.parse(item.fields),
    title: item.title,
    path: `/${item.id}`,
    themes: item.themes,
  }
  known.set(item, pin)
  return pin
}

/** The pins that hold on `today` (`YYYY-MM-DD`). Who has left connects nobody any more, and stands in for nobody. */
export function currentPins(items: ListedItem[], directory: Directory, today: string): Pin[] {
  return items
    .map(pinOf)
    .filter((pin) => pin.since <= today && (!pin.until || pin.until >= today) && directory.colleague(pin.person))
    .map((pin) => (directory.colleague(pin.deputy) ? pin : { ...pin, deputy: undefined }))
}

/** The unit at the other side of `pin`, seen from `unit`. */
export const otherSide = (pin: Pin, unit: string) => (pin.between[0] === unit ? pin.between[1] : pin.between[0])

export const pairKey = ([one, other]: readonly string[]) => [one, other].sort().join(' ')
