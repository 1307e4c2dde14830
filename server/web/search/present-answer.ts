import type { House } from '../../house.ts'
import type { SearchAnswer } from '../../search/index.ts'
import { searchPath } from '../links.ts'
import { pagination } from '../pagination.ts'
import { hitCard, themeLink } from '../present.ts'
import { hitLinks } from '../search-curation/hit-links.ts'
import type { Visit } from '../visit.ts'
import { type Asked, pageSize, withLeftOut } from './asked.ts'
import { activeFilters, facetGroups, searchAddress, valueName } from './filters.ts'

/** The results with all that stands around them. */
export function presentAnswer(house: House, visit: Visit, answer: SearchAnswer, asked: Asked) {
  const { input, words } = asked
  const at = (change: Partial<typeof input>) => searchAddress(visit, '/search', { ...input, page: 1, ...change })
  const isRanked = words !== '' && !(answer.asksWho && answer.isVague)
  const pages = Math.ceil(answer.total / pageSize)
  return {
    total: answer.total,
    pageLabel: input.page > 1 && !input.by ? visit.t('search.page', { page: input.page, pages }) : '',
    order: visit.t(isRanked ? 'search.bestFirst' : 'search.byTitle'),
    ...notesOn(visit, answer, asked),
    hits: answer.hits.map((hit) => ({ ...hitCard(house, visit, hit), curate: hitLinks(visit, words, hit) })),
    /** What is searched when other facets are picked. */
    text: input.q,
    by: input.by,
    otherView: input.by
      ? { label: visit.t('search.asList'), url: at({ by: undefined }), icon: 'list' }
      : { label: visit.t('search.byType'), url: at({ by: 'type' }), icon: 'layout-grid' },
    facets: facetGroups(house, visit, answer, input, '/search'),
    pagination: pagination(answer.total, pageSize, input.page, (page) => at({ page })),
  }
}

/** How the question was taken. @param path the page that shows the results */
export function notesOn(
  visit: Visit,
  answer: SearchAnswer,
  { input, words, leftOut, unread }: Asked,
  path = '/search',
) {
  const { correctedTo, didYouMean, alsoSearched, asksWho, isVague } = answer
  const searchFor = (text: string) => searchAddress(visit, path, { ...input, page: 1, q: withLeftOut(text, leftOut) })
  return {
    correctedTo,
    originalUrl: correctedTo ? searchFor(`"${words.replaceAll('"', ' ').trim()}"`) : undefined,
    didYouMean: didYouMean && { text: didYouMean, url: searchFor(didYouMean) },
    alsoSearched,
    unread,
    vague: isVague ? adviceOn(visit, asksWho ? 'who' : 'words') : undefined,
  }
}

/** What to add to small words, with an example. */
function adviceOn({ t, link }: Visit, kind: 'who' | 'words') {
  const example = t(`searchHelp.${kind}.example`)
  return { text: t(`search.vague.${kind}`), example, url: link(searchPath(example)) }
}

/** The filters that are on, typed or picked, each with the address that takes it off. */
export function filtersOn(house: House, visit: Visit, { input, words, leftOut }: Asked, path = '/search') {
  const negated = leftOut.map((filter) => {
    const others = leftOut.filter((one) => one !== filter)
    return {
      label: visit.t('facets.not', { value: valueName(house, visit, filter.facet, filter.value) }),
      removeUrl: searchAddress(visit, path, { ...input, page: 1, q: withLeftOut(words, others) }),
    }
  })
  return [...activeFilters(house, visit, input, path), ...negated]
}

/** What may help when nothing was found. */
export function presentNothing(house: House, visit: Visit, answer: SearchAnswer, who: unknown[]) {
  const terms = answer.closestTerms.map((text) => ({ text, url: visit.link(searchPath(text)) }))
  const themes = answer.topThemes.map((slug) => themeLink(house, visit, slug))
  return {
    closest: terms,
    themes,
    who,
    askUrl: askUrl(house, visit),
  }
}

/** The page of somebody who edits, for whoever does not find what they look for. */
export function askUrl(house: House, visit: Visit): string | null {
  const editor = house.directory.persons.find((person) => person.active && person.role === 'editor')
  return editor ? visit.link(`/people/${editor.slug}`) : null
}
