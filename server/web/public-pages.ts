import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RequestHandler, Router } from 'express'
import { renderMarkdown } from '../content/markdown.ts'
import type { House } from '../house.ts'
import { packageRoot } from '../paths.ts'
import { keepChoice } from './choices.ts'
import { markdownOptions } from './links.ts'
import { sendPage } from './render.ts'

/** Pages for everybody: the statements that the law asks for, help, and the choice of language and theme. */
export function publicPages(house: House): Router {
  const router = Router()
  router.get('/toegankelijkheid', textPage(house, 'accessibility'))
  router.get('/privacy', textPage(house, 'privacy'))
  router.get('/hulp', textPage(house, 'help'))
  router.post('/language', keepChoice('language'))
  router.post('/theme', keepChoice('theme'))
  return router
}

function textPage(house: House, name: string): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    const source = await readFile(join(packageRoot, 'views', 'texts', `${name}.${visit.language}.md`), 'utf8')
    const { html } = renderMarkdown(source, markdownOptions(house, visit, 'texts'))
    const heading = visit.t(`text.${name}`)
    await sendPage(house, req, res, 'text', {
      title: heading,
      heading,
      html,
      breadcrumbs: [{ label: 'Kenniskompas', url: visit.link('/') }, { label: heading }],
    })
  }
}
