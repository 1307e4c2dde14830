import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

/**
 * Asks as a proxy in front of the product does: over at most `connections` connections, which stay open. Browsers that each open
 * their own wait long on a busy machine, since Node takes one new connection at a time.
 */
export function pooledFetch(connections: number): { fetch: typeof fetch; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    fetch: (address, { headers = {} } = {}) =>
      new Promise((resolve, reject) => {
        const asked = request(
          String(address),
          { agent, headers: headers as Record<string, string> },
          async (answer) => {
            const fields = Object.entries(answer.headersDistinct)
            const headers = fields.flatMap(([name, values = []]) =>
              values.map((value): [string, string] => [name, value]),
            )
            const { statusCode: status = 500 } = answer
            resolve(new Response((await text(answer)) || null, { status, headers }))
          },
        )
        asked.on('error', reject).end()
      }),
    close: () => agent.destroy(),
  }
}
