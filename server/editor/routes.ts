import express, { type Request, type RequestHandler, Router } from 'express'
import { z } from 'zod'
import { onlySome } from '../access/guard.ts'
import { attachmentsIn } from '../attachments/names.ts'
import { slug } from '../content/fields.ts'
import type { Known } from '../content/library-check.ts'
import { linkTo, pathOfLink } from '../content/links.ts'
import { MarkdownRefused, renderMarkdown } from '../content/markdown.ts'
import { Invalid } from '../errors.ts'
import type { House } from '../house.ts'
import { markdownOptions } from '../web/links.ts'
import { typeName } from '../web/present.ts'
import { SearchQuery } from '../web/search/filters.ts'
import { judgeWriting } from './findings.ts'
import { presentJudged } from './present.ts'

/** What the editor asks while somebody writes. It keeps nothing. */
export function editorRoutes(house: House): Router {
  const router = Router()
  const json = express.json({ limit: '2mb' })
  router.get('/links', links(house))
  router.post('/preview', onlySome('write item'), json, preview(house))
  router.post('/findings', onlySome('write item'), json, findings(house))
  return router
}

const Writing = z.object({ plugin: slug(), body: z.string(), language: z.enum(['nl', 'en']).catch('nl') })

/** Line ends as a text area sends them become those of Markdown, so that lines count alike. */
function writingIn(req: Request) {
  const writing = Writing.parse(req.body)
  return { ...writing, body: writing.body.replace(/\r\n?/g, '\n') }
}

function preview(house: House): RequestHandler {
  return (req, res) => {
    const { plugin, body } = writingIn(req)
    try {
      res.json({ html: renderMarkdown(body, markdownOptions(house, req.visit, plugin)).html })
    } catch (error) {
      if (error instanceof MarkdownRefused) throw new Invalid(error.message)
      throw error
    }
  }
}

function findings(house: House): RequestHandler {
  return async (req, res) => {
    const writing = writingIn(req)
    const judged = judgeWriting(writing, await knownTo(req, house, writing))
    res.json(presentJudged(judged, req.visit))
  }
}

/** What the links of a text may lead to. Of what somebody may not read, they do not learn that it is there. */
async function knownTo({ visit }: Request, house: House, { plugin, body }: z.infer<typeof Writing>): Promise<Known> {
  const ids = linksIn(body).flatMap((href) => pathOfLink(href, plugin)?.slice(1).split('#')[0] ?? [])
  const readable = await house.items.find({ _id: { $in: ids } }, visit.reader)
  return {
    directory: house.directory,
    reference: house.reference,
    ids: new Set(readable.map(({ id }) => id)),
    attachments: await house.attachments.readable(attachmentsIn(body), visit.reader),
  }
}

function linksIn(body: string): string[] {
  try {
    return renderMarkdown(body, { amounts: { year: 0, get: () => undefined, keys: () => [] } }).links.map(
      ({ href }) => href,
    )
  } catch (error) {
    if (error instanceof MarkdownRefused) return []
    throw error
  }
}

/** Items and people to link to, with the link as an item of `plugin` writes it. */
function links(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const { q } = SearchQuery.parse(req.query)
    const plugin = slug().catch('').parse(req.query.plugin)
    const found = await house.search.suggest({ text: q, reader: visit.reader, limit: 8 })
    res.json(
      found.flatMap(({ text, url, type }) => {
        if (!url) return []
        const isItem = house.types.names().includes(type)
        return [{ text, href: linkTo(url, plugin, isItem), typeLabel: typeName(house, visit, type) }]
      }),
    )
  }
}
