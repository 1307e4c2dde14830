import type { RequestHandler } from 'express'
import type { House } from '../../house.ts'
import type { SearchAnswer } from '../../search/index.ts'
import { contactCards, eachOnce } from '../contacts.ts'
import { followAction } from '../notices/follow-action.ts'
import { recentlyViewed } from '../recently-viewed.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'
import { type Asked, isNarrowed, readAsked, requestFor } from './asked.ts'
import { byType } from './by-type.ts'
import { feedbackOn } from './feedback.ts'
import { filtersOf, type SearchInput, SearchQuery } from './filters.ts'
import { askUrl, filtersOn, presentAnswer, presentNothing } from './present-answer.ts'
import { searchUpkeep } from './upkeep.ts'
import { ownerOf, whoAnswers } from './who-answers.ts'

/** All types and people in one box, with facets; without a text it lists everything that fits the facets. */
export function searchPage(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const typed = SearchQuery.parse(req.query)
    const asked = readAsked(house, typed)
    const answer = await house.search.query(requestFor(asked, visit))
    countQuestion(house, visit, asked, answer)

    const isFirstPage = typed.page === 1
    const leads = isFirstPage ? await whoAnswers(house, visit, asked.words, answer) : []
    const who = isFirstPage && !isNothingAsked(typed) ? await whoKnows(house, visit, answer, leads) : []
    await sendPage(house, req, res, 'search/results', {
      title: typed.q ? visit.t('search.headingFor', { text: typed.q }) : visit.t('search.heading'),
      text: typed.q,
      searchText: typed.q,
      leads,
      recent: isNothingAsked(typed) ? await recentlyViewed(house, visit) : [],
      recentReturn: visit.link('/search'),
      answer: presentAnswer(house, visit, answer, asked),
      groups: typed.by ? await byType(house, visit, asked, answer) : undefined,
      activeFilters: filtersOn(house, visit, asked),
      actions: await followTheme(house, visit, asked.input),
      who,
      upkeep: searchUpkeep(visit),
      network: null,
      askUrl: askUrl(house, visit),
      feedback: feedbackOn(house, req, asked.words),
      nothing: answer.total === 0 ? presentNothing(house, visit, answer, who) : null,
    })
  }
}

const isNothingAsked = (input: SearchInput) =>
  [input.q, ...Object.values(filtersOf(input))].every(({ length }) => length === 0)

/** Only of what is asked of everything: with filters, finding nothing says nothing. */
function countQuestion({ searchAnalytics }: House, { reader, today }: Visit, asked: Asked, answer: SearchAnswer) {
  if (isNarrowed(asked)) return
  searchAnalytics.noteAsked({ text: asked.words, person: reader.id, day: today }, answer.total > 0)
}

/** The button that follows the theme that this page shows; nothing where it shows something else. */
async function followTheme(house: House, visit: Visit, { q, theme, type, unit, audience, fresh }: SearchInput) {
  const [only, ...others] = [...theme, ...type, ...unit, ...audience, ...fresh]
  const isTheme = only !== undefined && theme.includes(only) && others.length === 0 && q === ''
  return isTheme ? [await followAction(house, visit, { kind: 'theme', target: only })] : []
}

/** Who can tell more; nobody when somebody was asked for, as they stand above the results or are the results. */
async function whoKnows(house: House, visit: Visit, answer: SearchAnswer, leads: unknown[]) {
  if (leads.length > 0 || answer.isVague) return []
  const topic = { units: answer.topUnits, themes: answer.topThemes }
  return eachOnce([...(await ownerOf(house, visit, answer.hits[0])), ...(await contactCards(house, visit, topic, 3))])
}
