import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  /** For `KENNISKOMPAS_SMTP`. */
  address: string
  /** What came in so far: to whom, and the whole message with its lines as they were before they were folded. */
  letters: Array<{ to: string; message: string }>
  /** What it answers instead of taking a letter. */
  refusal: { code: number; to?: string } | undefined
  close(): Promise<void>
}

/** A mail server that takes everything, until it is told to refuse. */
export async function aMailServer(): Promise<MailServer> {
  const letters: MailServer['letters'] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const { refusal } = mail
      const refused = refusal && (refusal.to ?? address) === address
      done(refused ? Object.assign(new Error('refused'), { responseCode: refusal.code }) : null)
    },
    async onData(stream, { envelope }, done) {
      const message = decoded(await text(stream))
      letters.push({ to: envelope.rcptTo.map(({ address }) => address).join(), message })
      done()
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const mail: MailServer = {
    address: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    letters,
    refusal: undefined,
    close: () => new Promise((done) => server.close(() => done())),
  }
  return mail
}

/** Undoes quoted-printable and folded headers. Source: RFC 2045, section 6.7; RFC 5322, section 2.2.3. */
const decoded = (message: string) =>
  Buffer.from(
    message
      .replace(/\r\n/g, '\n')
      .replace(/=\n/g, '')
      .replace(/\n[ \t]+(?=\S)/g, ' ')
      .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
