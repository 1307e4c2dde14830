import type { RequestHandler } from 'express'
import type { House } from '../../house.ts'
import type { SearchAnswer, SearchHit } from '../../search/index.ts'
import { contactCards } from '../contacts.ts'
import { followAction } from '../notices/follow-action.ts'
import { hitCard, personCard, themeLink } from '../present.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import {
  activeFilters,
  facetGroups,
  filtersOf,
  pagination,
  type SearchInput,
  SearchQuery,
  searchAddress,
} from './filters.ts'

export const pageSize = 10

/** All types and people in one box, with facets; without a text it lists everything that fits the facets. */
export function searchPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const input = SearchQuery.parse(req.query)
    const answer = await house.search.query({
      text: input.q,
      filters: filtersOf(input),
      page: input.page,
      pageSize,
      reader: visit.reader,
      today: visit.today,
    })
    countQuestion(house, visit, input, answer)

    const topic = { units: answer.topUnits, themes: answer.topThemes }
    const who = [...(await ownerOf(house, visit, answer.hits[0])), ...(await contactCards(house, visit, topic, 3))]
    await sendPage(house, req, res, 'search', {
      title: input.q ? visit.t('search.headingFor', { text: input.q }) : visit.t('search.heading'),
      text: input.q,
      searchText: input.q,
      answer: presentAnswer(house, visit, answer, input),
      activeFilters: activeFilters(house, visit, input),
      actions: await followTheme(house, visit, input),
      who,
      network: null,
      askUrl: askUrl(house, visit),
      nothing: answer.total === 0 ? nothing(house, visit, answer, who) : null,
    })
  }
}

/** Only of what is asked of everything: with filters, finding nothing says nothing. */
function countQuestion({ searchAnalytics }: House, { reader, today }: Visit, input: SearchInput, answer: SearchAnswer) {
  const isOfAll = Object.values(filtersOf(input)).every((values) => values.length === 0)
  if (isOfAll) searchAnalytics.noteAsked({ text: input.q, person: reader.id, day: today }, answer.total > 0)
}

/** The button that follows the theme that this page shows; nothing where it shows something else. */
async function followTheme(house: House, visit: Visit, { q, theme, type, unit, audience, fresh }: SearchInput) {
  const [only, ...others] = [...theme, ...type, ...unit, ...audience, ...fresh]
  const isTheme = only !== undefined && theme.includes(only) && others.length === 0 && q === ''
  return isTheme ? [await followAction(house, visit, { kind: 'theme', target: only })] : []
}

/** Who answers for the best result, as a card; none when that is a person or a unit. */
async function ownerOf(house: House, visit: Visit, hit: SearchHit | undefined) {
  if (!hit || !house.types.names().includes(hit.type)) return []
  const [item] = await house.items.find({ _id: hit.id }, visit.reader)
  const owner = house.directory.colleague(item?.owner)
  return item && owner ? [personCard(house, visit, owner, visit.t('search.ownerOf', { title: item.title }))] : []
}

function presentAnswer(house: House, visit: Visit, answer: SearchAnswer, input: SearchInput) {
  const search = (text: string) => visit.link(`/search?q=${encodeURIComponent(text)}`)
  return {
    total: answer.total,
    pageLabel:
      input.page > 1 ? visit.t('search.page', { page: input.page, pages: Math.ceil(answer.total / pageSize) }) : '',
    correctedTo: answer.correctedTo,
    originalUrl: answer.correctedTo ? search(`"${input.q.replaceAll('"', ' ').trim()}"`) : undefined,
    didYouMean: answer.didYouMean && { text: answer.didYouMean, url: search(answer.didYouMean) },
    alsoSearched: answer.alsoSearched,
    hits: answer.hits.map((hit) => hitCard(house, visit, hit)),
    facets: facetGroups(house, visit, answer, input, '/search'),
    pagination: pagination(answer.total, pageSize, input.page, (page) =>
      searchAddress(visit, '/search', { ...input, page }),
    ),
  }
}

function nothing(house: House, visit: Visit, answer: SearchAnswer, who: unknown[]) {
  const terms = answer.closestTerms.map((text) => ({ text, url: visit.link(`/search?q=${encodeURIComponent(text)}`) }))
  const themes = answer.topThemes.map((slug) => themeLink(house, visit, slug))
  return {
    closest: [...terms, ...themes.map((theme) => ({ text: theme.label, url: theme.url }))],
    who,
    askUrl: askUrl(house, visit),
    recorded: true,
  }
}

/** The page of somebody who edits, for whoever does not find what they look for. */
function askUrl(house: House, visit: Visit): string | null {
  const editor = house.directory.persons.find((person) => person.active && person.role === 'editor')
  return editor ? visit.link(`/people/${editor.slug}`) : null
}
