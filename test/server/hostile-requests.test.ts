import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { Router } from 'express'
import { type Core, definePlugin } from '../../server/contract.ts'
import { answerBadRequests } from '../../server/web/bad-requests.ts'
import { aHouse, type TestHouse } from '../support/house.ts'

/** What only a developer may see: frames of a stack, paths on the server, words of an error. */
const inside = /\bat .+:\d+:\d+|node_modules|\/server\/|\/plugins\/|[A-Z]\w*Error\b|geheime reden/

/** A plugin in which everything goes wrong, each time in another way. */
const clumsy = definePlugin({
  id: 'clumsy',
  icon: 'alert-triangle',
  door: 'signals',
  setUp(core: Core) {
    const routes = Router()
    routes.get('/throws', () => {
      throw new Error('geheime reden')
    })
    routes.get('/rejects', async () => Promise.reject(new TypeError('geheime reden')))
    routes.get('/throws-text', () => {
      throw 'geheime reden'
    })
    routes.get('/throws-status', () => {
      throw Object.assign(new Error('geheime reden'), { status: 503, expose: true, headers: { 'X-Geheim': 'ja' } })
    })
    routes.get('/no-view', (req, res) => core.page(req, res, 'not-there', { title: 'geheime reden' }))
    routes.get('/halfway', (_req, res) => {
      res.write('Het begin. ')
      throw new Error('geheime reden')
    })
    return { routes }
  },
})

describe('Requests that nobody should send', () => {
  let house: TestHouse
  let sanne: Awaited<ReturnType<TestHouse['as']>>
  before(async () => {
    house = await aHouse({ plugins: [clumsy] })
    sanne = await house.as('sanne-brouwer')
  })
  after(() => house.close())
  afterEach(async () => {
    await sanne.get('/people').expect(200)
  })

  describe('to something that is broken', () => {
    for (const path of ['throws', 'rejects', 'throws-text', 'throws-status', 'no-view']) {
      it(`get a page without the inside of the product: ${path}`, async () => {
        const before = house.faults.length
        const page = await sanne.get(`/clumsy/${path}`).expect(500)
        expect(page.text).to.include('Er ging iets mis').and.not.match(inside)
        expect(page.headers).not.to.have.property('x-geheim')
        const answer = await sanne.get(`/clumsy/${path}`).set('Accept', 'application/json').expect(500)
        expect(answer.text).not.to.match(inside)
        expect(house.faults).to.have.length(before + 2)
      })
    }

    it('end halfway, and not with words of the error', async () => {
      const begun = await fetch(`${house.url}/clumsy/halfway`, { headers: { cookie: await cookieOf(house) } })
      const ending = await begun.text().catch((error: Error) => error.message)
      expect(ending).to.equal('terminated')
    })
  })

  describe('with a form', () => {
    const form = () => sanne.post('/language').set('Content-Type', 'application/x-www-form-urlencoded')
    const refused: Array<[what: string, send: () => ReturnType<typeof form>, status: number]> = [
      ['too large', () => form().send(`language=${'x'.repeat(70_000)}`), 413],
      ['of a thousand fields and more', () => form().send('a=1&'.repeat(1500)), 413],
      [
        'that is small until it is unpacked',
        () =>
          form()
            .set('Content-Encoding', 'gzip')
            .serialize((body) => body)
            .send(gzipSync('x'.repeat(5_000_000)) as never),
        413,
      ],
      ['packed in a way that nobody knows', () => form().set('Content-Encoding', 'zebra').send('language=en'), 400],
      [
        'in letters that nobody knows',
        () =>
          sanne
            .post('/language')
            .set('Content-Type', 'application/x-www-form-urlencoded; charset=zebra')
            .send('language=en'),
        400,
      ],
      ['shorter than it says', () => form().set('Content-Encoding', 'gzip').send('language=en'), 400],
    ]
    for (const [what, send, status] of refused) {
      it(`${what} are refused with ${status}`, async () => {
        const page = await send().expect(status)
        expect(page.text).to.include('<html').and.not.match(inside)
      })
    }

    it('in JSON that is none, or as a file, change nothing', async () => {
      for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
        const answer = await sanne.post('/language').set('Content-Type', type).send('{"language": en').expect(303)
        expect(answer.get('Set-Cookie')).to.equal(undefined)
      }
    })
  })

  const paths = [
    '/people/%00',
    '/people/a%00b',
    '/people/%E0%A4%A',
    '/people/%ff',
    '/people/..%2f..%2fpackage.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%00',
    '/assets/%E0%A4%A',
    '/people/__proto__',
    '/units/constructor',
    '/clumsy/toString',
  ]
  for (const path of paths) {
    it(`to ${path} are answered like any other that leads nowhere`, async () => {
      const page = await sanne.get(path)
      expect(page.status).to.be.oneOf([400, 404])
      expect(page.text).to.include('<html').and.not.match(inside)
    })
  }

  for (const query of ['q=%00', 'q=%E0%A4%A', 'q[a]=b', 'q=1&q=2', '__proto__[q]=x', `q=${'x'.repeat(12_000)}`]) {
    it(`to search for ${query.slice(0, 20)} are answered with a page`, async () => {
      await sanne.get(`/search?${query}`).expect(200)
      await sanne.get(`/search/suggestions?${query}`).expect(200)
    })
  }

  describe('in bad HTTP', () => {
    /** All that comes back for these bytes. */
    async function answerTo(bytes: string): Promise<string> {
      const socket = connect(Number(new URL(house.url).port), '127.0.0.1')
      socket.end(bytes)
      return text(socket)
    }
    const host = 'Host: 127.0.0.1\r\n'
    const cases: Array<[what: string, bytes: string, status: number]> = [
      ['with a long address', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, 431],
      ['with large cookies', `GET / HTTP/1.1\r\n${host}Cookie: a=${'x'.repeat(20_000)}\r\n\r\n`, 431],
      ['with very many headers', `GET / HTTP/1.1\r\n${host}${'X-Header: value\r\n'.repeat(3000)}\r\n`, 431],
      ['that is none', 'zebra\r\n\r\n', 400],
      ['without a host', 'GET / HTTP/1.1\r\n\r\n', 400],
      ['with two lengths', `POST / HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
      [
        'with a length and chunks',
        `POST / HTTP/1.1\r\n${host}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
        400,
      ],
      ['with a line end in a header', `GET / HTTP/1.1\r\n${host}X-A: b\nc\r\n\r\n`, 400],
    ]
    for (const [what, bytes, status] of cases) {
      it(`${what} get ${status}`, async () => {
        expect(await answerTo(bytes))
          .to.match(new RegExp(`^HTTP/1\\.1 ${status} `))
          .and.not.match(inside)
      })
    }

    it('that break off halfway leave no word in the log', async () => {
      const cookie = await cookieOf(house)
      const { port, host } = new URL(house.url)
      const faults = [...house.faults]
      for (let time = 0; time < 40; time += 1) {
        const socket = connect(Number(port), '127.0.0.1')
        const head = ['POST /editor/preview HTTP/1.1', `Host: ${host}`, `Origin: ${house.url}`, `Cookie: ${cookie}`]
        socket.write([...head, 'Content-Type: application/json', 'Content-Length: 900', '', '{"plugin":'].join('\r\n'))
        await new Promise((resolve) => setTimeout(resolve, time % 8))
        socket.destroy()
        await once(socket, 'close')
      }
      await sanne.get('/people').expect(200)
      expect(house.faults).to.deep.equal(faults)
    })

    it('that come too slowly get 408', async () => {
      const server = createServer({ headersTimeout: 20, requestTimeout: 20, connectionsCheckingInterval: 5 })
      answerBadRequests(server)
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
      socket.write('GET / HTTP/1.1\r\n')
      expect(await text(socket)).to.match(/^HTTP\/1\.1 408 .*Het duurde te lang\./s)
      server.close()
    })
  })
})

async function cookieOf(house: TestHouse): Promise<string> {
  const answer = await house.asNobody().post('/sign-in').type('form').send({ person: 'sanne-brouwer' })
  return answer.get('Set-Cookie')?.[0]?.split(';')[0] ?? ''
}
