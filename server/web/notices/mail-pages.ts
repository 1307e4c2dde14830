import { type Request, type RequestHandler, type Response, Router } from 'express'
import { z } from 'zod'
import { NotFound } from '../../errors.ts'
import type { House } from '../../house.ts'
import { rhythms } from '../../notify/mail/choices.ts'
import type { Mail } from '../../notify/mail/mail.ts'
import { sendPage } from '../render.ts'
import type { Visit } from '../visit.ts'

/** What the form that chooses mail prints; undefined where there is no mail, or nobody knows the reader's address. */
export async function mailForm({ mail, directory }: House, { reader, t }: Visit) {
  const address = directory.colleague(reader.id)?.email
  if (!mail || !address) return undefined
  const choice = await mail.choices.of(reader.id)
  return {
    address,
    atOnce: choice?.atOnce ?? false,
    rhythms: rhythms.map((value) => ({
      value,
      label: t(`mail.${value}`),
      checked: value === (choice?.rhythm ?? 'none'),
    })),
  }
}

const ChoiceForm = z.object({ rhythm: z.enum(rhythms), atOnce: z.literal('yes').optional() })

/** Keeps which mail the reader wants, in the language that they read now. */
export function chooseMail(house: House): RequestHandler {
  return async (req, res) => {
    const { visit } = req
    if (!house.mail) throw new NotFound('page', req.path)
    const { rhythm, atOnce } = ChoiceForm.parse(req.body)
    const choice = { rhythm, atOnce: atOnce === 'yes', language: visit.language }
    await house.mail.choices.choose(visit.reader.id, choice, house.now())
    res.redirect(303, visit.link('/following?saved=mail#mail'))
  }
}

/**
 * The page behind the link in every mail: one button, and no more mail. Mail programs press it by themselves, from no page at all
 * (RFC 8058), so this stands before the check of where a form comes from. Whoever has the address can do nothing else with it.
 */
export function stopMailPages(house: House): Router {
  const router = Router()
  const { mail } = house
  if (!mail) return router
  router.get('/mail/stop/:token', async (req, res) => {
    await speakTheirLanguage(house, req, mail)
    await sendStopPage(house, req, res, false)
  })
  router.post('/mail/stop/:token', async (req, res) => {
    const { person } = await speakTheirLanguage(house, req, mail)
    await mail.choices.stop(person)
    await sendStopPage(house, req, res, true)
  })
  return router
}

/** @throws {NotFound} when this address was in no mail */
async function speakTheirLanguage(house: House, req: Request<{ token: string }>, { choices }: Mail) {
  const choice = await choices.byToken(req.params.token)
  if (!choice) throw new NotFound('mail choice', 'of this address')
  const { language } = choice
  req.visit = { ...req.visit, language, t: house.texts.in(language) }
  return choice
}

async function sendStopPage(house: House, req: Request, res: Response, stopped: boolean): Promise<void> {
  const { t } = req.visit
  await sendPage(house, req, res, 'stop-mail', { title: t('mail.stop'), stopped, action: req.originalUrl })
}
