import type { Express } from 'express'

export interface Route {
  method: string
  /** As it is written in the product, parameters included: `/people/:slug`. */
  path: string
}

interface Listing {
  listRoutes(): Array<{ path: string | RegExp; methods?: string[]; router?: Listing }>
}

/** Every route of the product as it is built, plugins included; HEAD is left out where there is GET. */
export const routesOf = (app: Express): Route[] => routesUnder('', app.router as unknown as Listing)

function routesUnder(mount: string, listing: Listing): Route[] {
  return listing.listRoutes().flatMap(({ path, methods = [], router }) => {
    const here = `${mount}${path}`.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')
    const own = methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path: here }))
    return router ? [...own, ...routesUnder(here === '/' ? '' : here, router)] : own
  })
}
