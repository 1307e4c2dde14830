import { z } from 'zod'
import { optional } from '../../setting.ts'

/** Where mail goes out, from whom, and the address that its links begin with. */
export interface MailSettings {
  /** `smtp:` or `smtps:` address, with name and password where the server wants them; undefined = to the log, to try things out. */
  smtp: string | undefined
  from: string
  url: string
}

const isSmtp = (value: string) => URL.canParse(value) && /^smtps?:\/\/[^/]+\/?(\?.*)?$/.test(value)
const isSender = (value: string) => z.email().safeParse(/^[^<>]+ <([^<>]+)>$/.exec(value)?.[1] ?? value).success

/** The settings of mail, by their names in the environment. */
export const mailSettings = {
  KENNISKOMPAS_SMTP: optional(z.string().refine(isSmtp)),
  KENNISKOMPAS_MAIL_FROM: optional(z.string().max(200).refine(isSender)),
}

/** What each of them must be, and an example. */
export const mailExamples: Record<keyof typeof mailSettings, { mustBe: string; example: string }> = {
  KENNISKOMPAS_SMTP: {
    mustBe: 'an address that starts with smtp:// or smtps://',
    example: 'smtp://name:password@mail.gemeente.example:587',
  },
  KENNISKOMPAS_MAIL_FROM: {
    mustBe: 'an e-mail address, with or without a name',
    example: 'Kenniskompas <kenniskompas@gemeente.example>',
  },
}

type Given = z.infer<z.ZodObject<typeof mailSettings>> & { KENNISKOMPAS_URL?: string | undefined }

/** The names of settings that mail cannot do without. */
export const missingForMail = (given: Given): string[] =>
  given.KENNISKOMPAS_SMTP
    ? (['KENNISKOMPAS_MAIL_FROM', 'KENNISKOMPAS_URL'] as const).filter((name) => !given[name])
    : []

/** How mail goes out. Where nobody set that, what would be sent goes to the log, save in production: there is no mail then. */
export function mailFrom(given: Given, ownUrl: string, production: boolean): MailSettings | undefined {
  const { KENNISKOMPAS_SMTP: smtp, KENNISKOMPAS_MAIL_FROM: from, KENNISKOMPAS_URL: url } = given
  if (production && !smtp) return undefined
  return { smtp, from: from ?? 'kenniskompas@localhost', url: url ?? ownUrl }
}
