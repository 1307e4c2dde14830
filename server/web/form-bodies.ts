import express, { type RequestHandler } from 'express'

const ordinary = express.urlencoded({ extended: false, limit: '64kb' })
const ofTexts = express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 5000 })

/** Reads what forms post; those in which people write whole texts or choose hundreds of items may post more. */
export const formBodies: RequestHandler = (req, res, next) =>
  (/^\/(drafts|bulk)\//.test(req.path) ? ofTexts : ordinary)(req, res, next)
