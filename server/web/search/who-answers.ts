import type { House } from '../../house.ts'
import { answersWho, type SearchAnswer, type SearchHit } from '../../search/index.ts'
import { eachOnce, responsibleCards } from '../contacts.ts'
import { personCard } from '../present.ts'
import type { Visit } from '../visit.ts'

const mostLeads = 3
/** So many of the best results may say who leads the page. */
const mostTelling = 5

/**
 * Whom the page of a "wie …" question starts with, each with why: somebody who was asked for by name, then who is responsible for
 * the knowledge found, by what the plugins say, then who works in the unit that the question names; then whom the best pins and
 * persons name, in their order, then who owns the best item.
 */
export async function whoAnswers(house: House, visit: Visit, words: string, { asksWho, isVague, hits }: SearchAnswer) {
  if (!asksWho || isVague || hits.length === 0) return []
  const telling = hits.slice(0, mostTelling).filter((hit) => hit.type === 'person' || hasItInTitle(hit))
  const inOrder = [
    ...telling.filter(isNamed),
    ...telling.filter(isKnowledge),
    ...colleaguesOf(
      hits.filter((hit) => isUnitNamedIn(words, hit)),
      hits,
    ),
    ...telling.filter((hit) => !isNamed(hit) && !isKnowledge(hit)),
  ]
  const cards = await Promise.all(inOrder.map((hit) => whoIsBehind(house, visit, hit)))
  const owners = await ownerOf(house, visit, hits.find(isKnowledge))
  return eachOnce([...cards.flat(), ...owners]).slice(0, mostLeads)
}

const isNamed = (hit: SearchHit) => hit.type === 'person' && hasItInTitle(hit)
const isKnowledge = ({ type }: SearchHit) => !answersWho.has(type)

/** A unit whose name begins with a word of the question: `Wmo-loket` in "wie gaat over de Wmo". */
function isUnitNamedIn(question: string, { type, titleHtml }: SearchHit) {
  const [, begin] = /^<mark>([^<]+)/.exec(titleHtml) ?? []
  return type === 'unit' && wordsOf(question).some((word) => begin?.toLowerCase().startsWith(word))
}

const colleaguesOf = (units: SearchHit[], hits: SearchHit[]) =>
  hits.filter((hit) => hit.type === 'person' && units.some(({ units: [unit = ''] }) => hit.units.includes(unit)))

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** The person that was found, or who is responsible for the item that was. */
async function whoIsBehind(house: House, visit: Visit, hit: SearchHit) {
  if (hit.type === 'person') return knownFor(house, visit, hit)
  return responsibleCards(house, visit, await house.items.find({ _id: hit.id }, visit.reader))
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
  const knows = topics && visit.t('search.knowsAbout', { topics })
  return [personCard(house, visit, person, [person.function, knows].filter(Boolean).join('. '))]
}
