import type { House } from '../../house.ts'
import { answersWho, type SearchAnswer, type SearchHit } from '../../search/index.ts'
import { eachOnce, responsibleCards } from '../contacts.ts'
import { personCard } from '../present.ts'
import type { Visit } from '../visit.ts'

const mostLeads = 3
/** So many of the best results may say who leads the page. */
const mostTelling = 5

/**
 * Whom the page of a "wie …" question starts with, each with why: somebody who was asked for by name, then who is responsible by
 * what the plugins say of the best results, then who is known for it, then who owns the best item.
 */
export async function whoAnswers(house: House, visit: Visit, { asksWho, isVague, hits }: SearchAnswer) {
  if (!asksWho || isVague || hits.length === 0) return []
  const telling = hits.slice(0, mostTelling)
  const persons = telling.filter(({ type }) => type === 'person')
  const [named, known] = [persons.filter(hasItInTitle), persons.filter((hit) => !hasItInTitle(hit))]
  const items = await itemsOf(house, visit, telling.filter(hasItInTitle))
  const cards = [
    ...named.flatMap((hit) => knownFor(house, visit, hit)),
    ...(await responsibleCards(house, visit, items)),
    ...known.flatMap((hit) => knownFor(house, visit, hit)),
    ...(await ownerOf(
      house,
      visit,
      hits.find(({ type }) => !answersWho.has(type)),
    )),
  ]
  return eachOnce(cards).slice(0, mostLeads)
}

/** Who answers for a result, as a card; none when that is a person or a unit. */
export async function ownerOf(house: House, visit: Visit, hit: SearchHit | undefined) {
  if (!hit || !house.types.names().includes(hit.type)) return []
  const [item] = await house.items.find({ _id: hit.id }, visit.reader)
  const owner = house.directory.colleague(item?.owner)
  return item && owner ? [personCard(house, visit, owner, visit.t('search.ownerOf', { title: item.title }))] : []
}

/** Words of the question stand in the name of a person, or in the title: it is really about that. */
const hasItInTitle = ({ titleHtml }: SearchHit) => titleHtml.includes('<mark>')

function knownFor(house: House, visit: Visit, hit: SearchHit) {
  const person = house.directory.colleague(hit.id.split('/')[1])
  if (!person) return []
  const topics = person.topics.slice(0, 3).join(', ')
  return [personCard(house, visit, person, topics ? visit.t('search.knowsAbout', { topics }) : undefined)]
}

async function itemsOf(house: House, visit: Visit, hits: SearchHit[]) {
  const ids = hits.map(({ id }) => id)
  const items = await house.items.find({ _id: { $in: ids } }, visit.reader)
  return items.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}
