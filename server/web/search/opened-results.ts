import type { Request, RequestHandler } from 'express'
import type { House } from '../../house.ts'
import { pageSize, readAsked, requestFor } from './asked.ts'
import { bestOfEach } from './by-type.ts'
import { SearchQuery } from './filters.ts'

/**
 * Counts which result was opened for which question. The browser says itself that it comes from our search page (`Referer`), so
 * that addresses stay as they are and nothing is sent around. Whether the page was really a result, and at which place, search
 * says when it is asked the same again.
 */
export function countOpenedResults(house: House): RequestHandler {
  return (req, res, next) => {
    const question = req.method === 'GET' ? askedBefore(req) : undefined
    if (question) {
      res.once('finish', () => {
        if (res.statusCode === 200) house.searchAnalytics.begin(() => count(house, req, question))
      })
    }
    next()
  }
}

async function count(house: House, { visit }: Request, address: URL): Promise<void> {
  const given = Object.keys(SearchQuery.shape).map((name) => [name, address.searchParams.getAll(name)])
  const input = SearchQuery.parse(Object.fromEntries(given))
  const { reader, today } = visit
  if (!(await house.limits.maySearch(reader.id))) return
  const asked = readAsked(house, input)
  const answer = await house.search.query(requestFor(asked, visit))
  const shown = input.by ? (await bestOfEach(house, visit, asked, answer)).flatMap(({ hits }) => hits) : answer.hits
  const at = shown.findIndex(({ url }) => url === visit.path)
  const hit = shown[at]
  if (!hit) return
  const before = input.by ? 0 : (input.page - 1) * pageSize
  const asking = { text: asked.words, person: reader.id, day: today }
  const view = input.by ?? 'list'
  house.searchAnalytics.noteOpened(asking, { item: hit.id, place: before + at + 1, view })
}

/** The address of our search page with a question, when that is where the visitor comes from. */
function askedBefore(req: Request): URL | undefined {
  const from = req.get('Referer') ?? ''
  if (!URL.canParse(from)) return undefined
  const address = new URL(from)
  const isOurs = address.host === req.host && address.pathname === req.visit.link('/search')
  return isOurs && address.searchParams.has('q') ? address : undefined
}
