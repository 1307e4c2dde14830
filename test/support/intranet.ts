import express, { type Express, type Request, type Response } from 'express'
import session from 'express-session'
import { createKenniskompas, type HostUser, type Kenniskompas, type KenniskompasOptions } from '../../server/index.ts'
import { temporaryFolder } from './folders.ts'
import { aLibrary, protocol } from './library.ts'
import { ownDatabase } from './store.ts'

/** Who the intranet knows, by the name they log in with. */
export const colleagues: Record<string, HostUser> = {
  sanne: { id: 'sanne-brouwer', name: 'Sanne Brouwer', units: ['belastingen'] },
  lotte: { id: 'lotte-van-dam', name: 'Lotte van Dam', role: 'editor' },
  stranger: { id: 'S-1-5-21', name: 'Vreemd <b>Persoon</b>', role: 'reader' },
  broken: { id: 'broken', name: 'Wie?', role: 'koning' as never },
}

const currentUser = (req: Request) => {
  const user = (req.session as { user?: string } | undefined)?.user
  if (user === 'nobody-answers') throw new Error('The directory of the intranet does not answer')
  return user ? colleagues[user] : undefined
}

const open: Kenniskompas[] = []
/** What Kenniskompas told the log of the host. */
export const faults: unknown[] = []

/** Kenniskompas as a host makes it, with three protocols. Close it with `closeAll`. */
export async function aKenniskompas(options: Partial<KenniskompasOptions> = {}): Promise<Kenniskompas> {
  const kenniskompas = await createKenniskompas({
    currentUser,
    mongodbUri: ownDatabase(),
    dataFolder: await temporaryFolder(),
    library: await aLibrary({
      'desk-protocols/kwijt.md': protocol({}, 'Zie [de collega](../people/mirjam-kok) en [geheim](geheim.md).'),
      'desk-protocols/geheim.md': protocol({ title: 'Zonnebloemgeheim', visibility: 'editors' }),
      'desk-protocols/belasting.md': protocol({ title: 'Alleen belastingen', visibility: ['belastingen'] }),
    }),
    log: { info: () => {}, error: (_message, error) => faults.push(error) },
    ...options,
  })
  open.push(kenniskompas)
  return kenniskompas
}

/** What the host saw of its own requests and answers, once Kenniskompas was done with them. */
export interface Seen {
  session: object
  locals: object
}

/** An intranet with a session, JSON bodies, pages, a 404 and an error handler of its own. */
export function anIntranet(mounts: Record<string, Express>): { intranet: Express; seen: Seen[] } {
  const seen: Seen[] = []
  const intranet = express()
  intranet.use(session({ name: 'intranet', secret: 'only for tests', resave: false, saveUninitialized: false }))
  intranet.use((req, res, next) => {
    res.locals.corporate = 'blue'
    res.once('finish', () => {
      seen.push({ session: { ...req.session, cookie: undefined }, locals: { ...res.locals } })
    })
    next()
  })
  intranet.get('/login/:user', (req, res) => {
    Object.assign(req.session, { user: req.params.user })
    res.send('Aangemeld')
  })
  for (const [path, app] of Object.entries(mounts)) intranet.use(path, app)
  intranet.get('/', (_req, res) => {
    res.send(`Intranet in ${res.locals.corporate}`)
  })
  intranet.post('/echo', express.json(), (req, res) => {
    res.json(req.body)
  })
  intranet.get('/broken', () => {
    throw new Error('of the host')
  })
  intranet.use((_req, res) => {
    res.status(404).send('Niet op het intranet')
  })
  intranet.use((error: Error, _req: Request, res: Response, _next: unknown) => {
    res.status(500).send(`Fout ${error.message}`)
  })
  return { intranet, seen }
}

/** Closes every Kenniskompas that `aKenniskompas` made. */
export const closeAll = () => Promise.all(open.splice(0).map((one) => one.close()))
