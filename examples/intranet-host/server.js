import { randomBytes } from 'node:crypto'
import express from 'express'
import session from 'express-session'
import { createKenniskompas } from 'kenniskompas'
import { colleagues } from './colleagues.js'
import { errorPage, homePage, loginPage, notFoundPage } from './pages.js'

const kenniskompas = await createKenniskompas({
  municipality: 'Gemeente Voorbeeld',
  mongodbUri: process.env.MONGODB_URI,
  currentUser: (req) => req.session.user,
})

const intranet = express()
intranet.use(
  session({
    name: 'intranet',
    secret: process.env.SESSION_SECRET ?? randomBytes(32).toString('hex'),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax' },
  }),
)
intranet.use('/kennis', kenniskompas)

intranet.get('/', (req, res) => {
  res.send(homePage(req.session.user))
})

// A real intranet asks its directory who this is; this one believes everybody, so it listens on this machine only.
intranet.get('/login', (_req, res) => {
  res.send(loginPage(colleagues))
})
intranet.post('/login', express.urlencoded({ extended: false }), (req, res, next) => {
  const user = colleagues.find((colleague) => colleague.id === req.body.id)
  if (!user) return res.redirect(303, '/login')
  req.session.regenerate((error) => {
    if (error) return next(error)
    req.session.user = user
    res.redirect(303, '/kennis/')
  })
})
intranet.post('/logout', (req, res, next) => {
  req.session.destroy((error) => (error ? next(error) : res.redirect(303, '/')))
})

intranet.use((_req, res) => {
  res.status(404).send(notFoundPage())
})
intranet.use((error, _req, res, _next) => {
  console.error(error)
  res.status(500).send(errorPage())
})

const server = intranet.listen(Number(process.env.PORT ?? 4000), '127.0.0.1', (error) => {
  if (error) throw error
  console.log(`The intranet is ready at http://127.0.0.1:${server.address().port}, with Kenniskompas under /kennis`)
})

async function stop() {
  server.close()
  server.closeAllConnections()
  await kenniskompas.close()
  process.exit(0)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
