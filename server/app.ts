import compression from 'compression'
import express, { type Express } from 'express'
import type { House } from './house.ts'
import { mustBeSignedIn, recogniseReader } from './sign-in/sign-in.ts'
import { accountPages } from './web/account/account-pages.ts'
import { assets } from './web/assets.ts'
import { attachmentRoutes } from './web/attachments/routes.ts'
import { beginVisit } from './web/begin-visit.ts'
import { bulkPages } from './web/bulk/bulk-pages.ts'
import { corePages } from './web/core-pages.ts'
import { errorPage, notFound } from './web/error-page.ts'
import { exportPages } from './web/export/export-pages.ts'
import { formBodies } from './web/form-bodies.ts'
import { health } from './web/health.ts'
import { mustComeSecurely } from './web/must-come-securely.ts'
import { mustReadPages } from './web/must-read/must-read-pages.ts'
import { newItemsPages } from './web/new-items/new-items-pages.ts'
import { followingPages } from './web/notices/following-pages.ts'
import { stopMailPages } from './web/notices/mail-pages.ts'
import { noticesPages } from './web/notices/notices-pages.ts'
import { publicPages } from './web/public-pages.ts'
import { publishingPages } from './web/publishing/publishing-pages.ts'
import { sameOriginOnly } from './web/same-origin.ts'
import { neverKept, securityHeaders } from './web/security-headers.ts'
import { securityTxt } from './web/security-txt.ts'
import { wing } from './web/wing.ts'

/** The whole product as one Express app that runs alone or mounts under any path of another. */
export function createApp(house: House): Express {
  const app = express()
  app.disable('x-powered-by')
  if (house.config.trustedProxy) app.set('trust proxy', house.config.trustedProxy)
  app.use(beginVisit(house))
  app.use(securityHeaders(house.config))
  app.use(compression())
  app.use('/assets', assets(house.config))
  app.use(neverKept)
  app.get('/health', health(house))
  app.get('/.well-known/security.txt', securityTxt(house))
  app.use(formBodies)
  app.use(stopMailPages(house)) // the one form that may come from elsewhere
  app.use(sameOriginOnly)
  app.use('/sign-in', house.limits.signIn, mustComeSecurely(house.config))
  if (house.provider.routes) app.use(house.provider.routes(house))
  app.use(recogniseReader(house))
  app.use(publicPages(house))
  app.use(mustBeSignedIn(house)) // from here on, everybody has a name
  app.use(house.limits.search)
  app.use(corePages(house))
  app.use(accountPages(house))
  app.use(newItemsPages(house))
  app.use(noticesPages(house))
  app.use(followingPages(house))
  app.use(mustReadPages(house))
  app.use(attachmentRoutes(house))
  app.use(publishingPages(house))
  app.use(bulkPages(house))
  app.use(exportPages(house))
  for (const plugin of house.plugins) app.use(`/${plugin.id}`, wing(plugin, house))
  app.use(notFound)
  app.use(errorPage(house))
  return app
}
