import type { RequestHandler } from 'express'
import { nameOf } from '../../content/vocabulary.ts'
import type { House } from '../../house.ts'
import type { Suggestion } from '../../search/index.ts'
import { typeName } from '../present.ts'
import { recentlyViewed } from '../recently-viewed.ts'
import type { Visit } from '../visit.ts'
import { type Asked, isNarrowed, narrowedTo, readAsked, withLeftOut } from './asked.ts'
import { SearchQuery, searchAddress } from './filters.ts'
import { endsOfFilter } from './unfinished-filter.ts'

/** As many as fit on a screen and in a head. */
const most = 9

/** What the search box offers while somebody types, in groups of one kind; before that, what they viewed last. */
export function suggestions(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const input = SearchQuery.parse(req.query)
    if (input.q === '') return void res.json(await viewed(house, visit))
    const filters = endsOfFilter(house, visit, input.q)
    if (filters.length > 0) return void res.json([{ label: visit.t('search.suggested.filter'), options: filters }])
    res.json(await goingOnFrom(readAsked(house, input), house, visit))
  }
}

async function goingOnFrom(asked: Asked, house: House, visit: Visit) {
  const offered = isNarrowed(asked) ? { narrowed: narrowedTo(asked, visit) } : { themes: themes(house, visit) }
  const found = await house.search.suggest({ text: asked.words, reader: visit.reader, limit: most, ...offered })
  return groups(visit, found).map(({ label, of }) => ({
    label,
    options: of.map((one) => option(house, visit, one, asked)),
  }))
}

async function viewed(house: House, visit: Visit) {
  const entries = await recentlyViewed(house, visit)
  const options = entries.map(({ title, url, badge }) => ({ text: title, typed: [], url, note: badge.label }))
  return options.length > 0 ? [{ label: visit.t('recent.heading'), options }] : []
}

const themes = (house: House, { language }: Visit) =>
  house.reference.vocabulary.themes.map(({ slug }) => ({
    slug,
    name: nameOf(house.reference.vocabulary.themes, slug, language),
    url: `/search?theme=${encodeURIComponent(slug)}`,
  }))

const ownGroups = ['asked', 'person', 'unit', 'theme', 'word']

/** Suggestions under the names of their kinds, in the order in which they came. */
function groups({ t }: Visit, found: Suggestion[]) {
  const byKind = new Map<string, Suggestion[]>()
  for (const one of found) {
    const kind = ownGroups.includes(one.type) ? one.type : 'item'
    byKind.set(kind, [...(byKind.get(kind) ?? []), one])
  }
  return [...byKind].map(([kind, of]) => ({ label: t(`search.suggested.${kind}`), of }))
}

/** A question or a word is searched for with the filters that were typed. */
function option(house: House, visit: Visit, { type, text, url, note, typed }: Suggestion, { input, leftOut }: Asked) {
  const address = url ? visit.link(url) : searchAddress(visit, '/search', { ...input, q: withLeftOut(text, leftOut) })
  const kind = ownGroups.includes(type) ? undefined : typeName(house, visit, type)
  return { text, typed, url: address, note: note ?? kind ?? '' }
}
