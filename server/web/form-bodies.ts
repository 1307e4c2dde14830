import express, { type RequestHandler } from 'express'

const ordinary = express.urlencoded({ extended: false, limit: '64kb' })
const ofTexts = express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 5000 })

/** Reads what forms post; those in which people write whole texts may post more. */
export const formBodies: RequestHandler = (req, res, next) =>
  (req.path.startsWith('/drafts/') ? ofTexts : ordinary)(req, res, next)
