import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { atTheEnd } from '../closing.ts'
import { temporaryFolder } from '../folders.ts'
import { ownCertificate } from './certificate.ts'

export interface TlsProxy {
  url: string
  /** From now on everything goes to `target`. */
  leadTo(target: string): void
}

/** The proxy that municipalities put before the product: it brings TLS, keeps `Host`, and says so. */
export async function aTlsProxy(): Promise<TlsProxy> {
  let target = ''
  const server = createServer(await ownCertificate(await temporaryFolder()), (req, res) => {
    const headers = { ...req.headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': req.socket.remoteAddress }
    const onward = request(target + req.url, { method: req.method, headers, setHost: false }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
    })
    onward.on('error', () => res.destroy())
    req.pipe(onward)
  })
  await once(server.listen(0, 'localhost'), 'listening')
  atTheEnd(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    leadTo(address) {
      target = address
    },
  }
}
