import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { ZodError } from 'zod'
import { Invalid, NotFound, Problem } from '../errors.ts'
import type { House } from '../house.ts'
import { sendPage } from './render.ts'
import { safeReturn } from './return-to.ts'

export const notFound: RequestHandler = (req) => {
  throw new NotFound('page', req.path)
}

/** The one answer to every error: a page for people, problem+json (RFC 9457) for programs; the log hears only of our own faults. */
export function errorPage(house: House): ErrorRequestHandler {
  return async (error, req, res, _next) => {
    const problem = asProblem(error)
    // Of somebody who hung up while still sending, what did not come is nobody's fault.
    if (req.socket.destroyed && problem.status < 500) return
    const id = randomUUID()
    if (problem.status >= 500 || error instanceof ZodError)
      house.log.error(`${id} ${req.method} ${req.baseUrl}${req.path}`, error instanceof Problem ? error.message : error)
    // Half a page cannot be taken back; cut off, nobody takes it for whole.
    if (res.headersSent) return void res.destroy()
    const { status } = problem
    const { t } = req.visit
    res.status(status)
    const [heading, message, advice] = ['heading', 'message', 'advice'].map((part) =>
      t(`error.${problem.about}.${part}`),
    )
    if (req.accepts('html', 'json') !== 'html') {
      res.type('application/problem+json')
      res.send(JSON.stringify({ title: heading, detail: message, status, instance: `urn:uuid:${id}` }))
      return
    }
    try {
      const retryUrl = status === 429 && req.method === 'GET' ? safeReturn(req.originalUrl, req.visit) : null
      const searchText = [req.query.q].flat().join(' ')
      const texts = { heading, message, advice }
      await sendPage(house, req, res, 'error', { title: heading ?? '', ...texts, status, id, retryUrl, searchText })
    } catch (failure) {
      house.log.error(`${id} the error page itself`, failure)
      res.type('text').send(`${heading}\n\n${message}\n${advice}\n${id}\n`)
    }
  }
}

/** What a thrown thing means to the one who asked. Body parsers and Express throw errors with a status of their own. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof ZodError) return new Invalid(error.message)
  const status = (error as { status?: unknown } | undefined)?.status
  if (status === 413) return new Problem(413, 'Too large')
  return typeof status === 'number' && status >= 400 && status < 500
    ? new Invalid('Not understood')
    : new Problem(500, 'Our fault')
}
