import { SignInRefused } from './refusal.ts'

const patienceMs = 5000
const maxBytes = 256 * 1024

export interface Answer {
  status: number
  body: Record<string, unknown>
}

/**
 * Asks the identity provider something: five seconds at most, no redirects, and the answer is a JSON object of at most 256 kB.
 * @throws {SignInRefused} `unavailable` when it is not
 */
export async function askProvider(address: string, init: RequestInit = {}): Promise<Answer> {
  const place = new URL(address).pathname
  const unavailable = (what: string) => new SignInRefused('unavailable', `The identity provider ${what} (${place})`)
  try {
    const response = await fetch(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) })
    const body: unknown = JSON.parse(await readAtMost(maxBytes, response))
    if (response.status >= 500) throw unavailable(`answers with status ${response.status}`)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unavailable('answers with no object')
    return { status: response.status, body: body as Answer['body'] }
  } catch (error) {
    if (error instanceof SignInRefused) throw error
    if (error instanceof SyntaxError) throw unavailable('answers with no JSON')
    throw unavailable(`cannot be asked: ${reasonOf(error)}`)
  }
}

async function readAtMost(bytes: number, response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > bytes) throw new Error(`more than ${bytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** `fetch` hides the reason, such as ECONNREFUSED or a wrong certificate, in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}
