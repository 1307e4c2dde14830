import type { ServerResponse } from 'node:http'

export type Misbehaviour =
  | 'html'
  | '500'
  | 'empty'
  | 'null'
  | 'no keys'
  | 'other issuer'
  | 'reset'
  | 'hang'
  | 'huge'
  | 'redirect'

const evil = 'https://evil.example'
const metadataOfAnother = {
  issuer: evil,
  authorization_endpoint: `${evil}/authorize`,
  token_endpoint: `${evil}/token`,
  jwks_uri: `${evil}/keys`,
}

const json = { 'content-type': 'application/json' }

/** Answers of a provider that is not itself today. */
export const misbehaviours: Record<Misbehaviour, (res: ServerResponse) => void> = {
  html: (res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Onderhoud</title></html>'),
  '500': (res) => res.writeHead(500, json).end('{"error":"server_error"}'),
  empty: (res) => res.writeHead(200, json).end(),
  null: (res) => res.writeHead(200, json).end('null'),
  'no keys': (res) => res.writeHead(200, json).end('{"keys":[]}'),
  'other issuer': (res) => res.writeHead(200, json).end(JSON.stringify(metadataOfAnother)),
  reset: (res) => res.socket?.destroy(),
  hang: () => {},
  huge: (res) => res.writeHead(200, json).end(`{"filler":"${'x'.repeat(1_000_000)}"}`),
  redirect: (res) => res.writeHead(302, { location: 'https://localhost:1/elsewhere' }).end(),
}
