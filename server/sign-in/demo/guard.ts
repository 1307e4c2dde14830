import type { Request, RequestHandler } from 'express'
import { type Config, ConfigError } from '../../config.ts'
import { Forbidden } from '../../errors.ts'

const loopbackHosts = ['127.0.0.1', '::1', 'localhost']
const platforms = [
  'WEBSITE_SITE_NAME',
  'KUBERNETES_SERVICE_HOST',
  'DYNO',
  'AWS_EXECUTION_ENV',
  'K_SERVICE',
  'FLY_APP_NAME',
]

/** Demo sign-in lets anybody be anybody, so it starts only on a machine of one's own. @throws {ConfigError} anywhere else */
export function mustBeOwnMachine(config: Config, environment: NodeJS.ProcessEnv): void {
  const platform = platforms.find((name) => environment[name])
  const reason =
    (config.production && 'NODE_ENV is production') ||
    (!loopbackHosts.includes(config.host) && `HOST is ${config.host}, which others can reach`) ||
    (platform && `this looks like a hosting platform (${platform} is set)`)
  if (!reason) return
  throw new ConfigError(
    `Kenniskompas cannot start: no sign-in is set up, and demo sign-in is refused because ${reason}.\n` +
      '  Set SIGN_IN_PROVIDER (see docs/entra-id.md), mount Kenniskompas in your intranet with currentUser (see README.md),\n' +
      '  or try it out with HOST=127.0.0.1.',
  )
}

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** Lets only requests pass that come straight from this machine: not through a proxy, not under another name. */
export const onlyFromThisMachine: RequestHandler = (req, _res, next) => {
  const { host = '', origin = host } = req.headers
  const isOwnName = [host, origin].every((name) => loopbackHosts.includes(withoutPort(name)))
  if (!isLoopback(req.socket.remoteAddress) || isForwarded(req) || !isOwnName)
    throw new Forbidden('demo sign-in from another machine')
  next()
}

/** Proxies say so in a header, or, like nginx left to itself, say nothing and speak HTTP/1.0, which browsers do not. */
const isForwarded = (req: Request) => req.httpVersion === '1.0' || forwarding.some((name) => req.headers[name])

const isLoopback = (address = '') => /^(127\.|::1$|::ffff:127\.)/.test(address)

const withoutPort = (address: string) => address.replace(/^https?:\/\/|:\d+$/g, '').replace(/^\[(.*)\]$/, '$1')
