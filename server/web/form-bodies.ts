import express, { type RequestHandler } from 'express'

const ordinary = express.urlencoded({ extended: false, limit: '64kb' })
const ofTexts = express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 5000 })

/**
 * Reads what forms post; those in which people write whole texts or choose hundreds of items may post more. A post that holds
 * nothing has an empty body, as an empty form has.
 */
export const formBodies: RequestHandler = (req, res, next) => {
  const read = /^\/(drafts|bulk)\//.test(req.path) ? ofTexts : ordinary
  read(req, res, (error) => {
    req.body ??= {}
    next(error)
  })
}
