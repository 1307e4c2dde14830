import type { ListedItem } from '../content/item.ts'
import type { Contact, Topic } from '../contract.ts'
import type { House } from '../house.ts'
import { visitFor } from './begin-visit.ts'
import { personCard } from './present.ts'
import type { Visit } from './visit.ts'

/** Who can help with `topic`, as cards: what the plugins say, each person once. A plugin that fails is passed over and logged. */
export async function contactCards(house: House, visit: Visit, topic: Topic, most: number) {
  const cards = await cardsOf(house, visit, (plugin) =>
    plugin.offer.contacts?.(topic, visitFor(house, visit, plugin.id)),
  )
  return cards.slice(0, most)
}

/** Who is responsible for what `found` is about, as cards, in the same way. */
export const responsibleCards = (house: House, visit: Visit, found: ListedItem[]) =>
  cardsOf(house, visit, (plugin) => plugin.offer.responsible?.(found, visitFor(house, visit, plugin.id)))

/** Each person once, with what was said of them first. */
export function eachOnce<Card extends { url: string }>(cards: Card[]): Card[] {
  const first = new Map<string, Card>()
  for (const card of cards) if (!first.has(card.url)) first.set(card.url, card)
  return [...first.values()]
}

async function cardsOf(
  house: House,
  visit: Visit,
  ask: (plugin: House['plugins'][number]) => Promise<Contact[]> | undefined,
) {
  const found = await Promise.all(house.plugins.map((plugin) => tolerate(house, plugin.id, () => ask(plugin))))
  const cards = new Map<string, ReturnType<typeof personCard>>()
  for (const contact of found.flatMap((contacts) => contacts ?? [])) {
    const person = house.directory.colleague(contact.person)
    if (person && !cards.has(person.slug)) cards.set(person.slug, personCard(house, visit, person, contact.why))
  }
  return [...cards.values()]
}

/** The fragments that plugins add to a page; one that fails leaves a notice in its own place. */
export async function fragments(
  house: House,
  visit: Visit,
  make: (plugin: House['plugins'][number]) => Promise<string | undefined> | undefined,
) {
  const made = await Promise.all(
    house.plugins.map((plugin) => tolerate(house, plugin.id, () => make(plugin), visit.t('error.fragment'))),
  )
  return made.filter((html): html is string => html !== undefined)
}

async function tolerate<T>(
  house: House,
  plugin: string,
  ask: () => Promise<T> | undefined,
  instead?: T,
): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    house.log.error(`The plugin "${plugin}" failed on a page`, error)
    return instead
  }
}
