import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import express, { type Response, type Router } from 'express'
import type { Config } from '../config.ts'
import { packageRoot } from '../paths.ts'

const folder = join(packageRoot, 'views', 'assets')
const fingerprints = new Map<string, string>()

/** Styles, scripts, fonts and icons, and the municipality's own theme; public, since the sign-in page needs them. */
export function assets(config: Config): Router {
  const router = express.Router()
  router.get('/theme.css', (_req, res, next) => {
    if (!config.themeFile) return next('router')
    res.sendFile(config.themeFile)
  })
  router.use(express.static(folder, { index: false, setHeaders: keepForGood }))
  return router
}

/** An address with a fingerprint never changes its content; any other is asked for again. */
function keepForGood(res: Response): void {
  const fingerprinted = /\?[0-9a-f]{8}$/.test(res.req.url)
  res.setHeader('Cache-Control', fingerprinted ? 'public, max-age=31536000, immutable' : 'public, no-cache')
}

/** The path of an asset with a fingerprint of its content, so that browsers may keep it for good. */
export function assetAddress(name: string): string {
  const known =
    fingerprints.get(name) ??
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
      .slice(0, 8)
  fingerprints.set(name, known)
  return `/assets/${name}?${known}`
}
