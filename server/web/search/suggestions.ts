import type { RequestHandler } from 'express'
import type { House } from '../../house.ts'
import { typeName } from '../present.ts'
import { SearchQuery } from './filters.ts'

/** What the search box offers while somebody types. */
export function suggestions(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { q } = SearchQuery.parse(req.query)
    const found = await house.search.suggest(q, visit.reader, 8)
    res.json(
      found.map(({ text, url, type }) => ({
        text,
        url: url ? visit.link(url) : visit.link(`/search?q=${encodeURIComponent(text)}`),
        typeLabel: type === 'word' ? '' : typeName(house, visit, type),
      })),
    )
  }
}
