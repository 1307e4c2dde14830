import type { RequestHandler } from 'express'
import type { House } from '../house.ts'

/** `GET /health`: 200 with the store reachable and search ready, else 503. Public, and says nothing about anybody. */
export function health(house: House): RequestHandler {
  return async (_req, res) => {
    const ready = house.store.connection.readyState === 1
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'unavailable', searchable: house.search.size })
  }
}
