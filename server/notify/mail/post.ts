import type { Log } from '../../log.ts'
import type { MailSettings } from './settings.ts'

/** One mail to one person, as text and as HTML, with the address that stops all mail to them. */
export interface Letter {
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  stopUrl: string
}

/** The mail server refused a letter for now, and did not take it. */
export class NotNow extends Error {}

/** Brings letters to the mail server. */
export interface Post {
  /** @throws when the mail server cannot be reached, or does not let us in */
  mustBeOpen(): Promise<void>
  /** @throws {NotNow} when it can be tried again; any other error may come after the server took the letter */
  send(letter: Letter): Promise<void>
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/** Post over SMTP; without a mail server each letter becomes a line of JSON in the log. */
export async function openPost({ smtp, from }: MailSettings, log: Log): Promise<Post> {
  const { createTransport } = await import('nodemailer')
  const messageOf = ({ stopUrl, ...letter }: Letter) => ({
    ...letter,
    from,
    headers: {
      // One click in a mail program stops it. Source: RFC 8058, section 3.
      'List-Unsubscribe': `<${stopUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      // Nobody's holiday answers us. Source: RFC 3834, section 5.
      'Auto-Submitted': 'auto-generated',
    },
  })
  if (!smtp) {
    const transport = createTransport({ jsonTransport: true })
    return {
      mustBeOpen: async () => {},
      async send(letter) {
        log.info((await transport.sendMail(messageOf(letter))).message)
      },
    }
  }
  const transport = createTransport({ url: smtp, ...patience })
  return {
    async mustBeOpen() {
      await transport.verify()
    },
    async send(letter) {
      await transport.sendMail(messageOf(letter)).catch((error: { responseCode?: number }) => {
        const { responseCode = 0 } = error
        if (responseCode >= 400 && responseCode < 500) throw new NotNow('Refused for now', { cause: error })
        throw error
      })
    },
  }
}
