import { dayOf } from '../../days.ts'
import type { House } from '../../house.ts'
import { noticeLines } from '../../web/notices/notice-lines.ts'
import { renderCoreView } from '../../web/render.ts'
import type { Visit } from '../../web/visit.ts'
import type { KeptNotice } from '../notice.ts'
import type { KeptChoice } from './choices.ts'
import type { Letter } from './post.ts'

const mostInOne = 50

/**
 * A letter with what somebody may read of these notices at this moment. None when there is nothing of it, when they left, or when
 * nobody knows their address.
 */
export async function letterOf(
  house: House,
  { person, language, token }: KeptChoice,
  notices: KeptNotice[],
  now: Date,
): Promise<Letter | undefined> {
  const [reader] = await house.provider.readers([person], house)
  const address = house.directory.colleague(person)?.email
  if (!house.mail || !reader || !address) return undefined
  const { url } = house.mail
  const t = house.texts.in(language)
  const link = (path: string) => url + path
  const visit: Visit = {
    ...{ reader, signedIn: true, language, theme: 'auto', t, link },
    ...{ path: '/', returnTo: '/', now, today: dayOf(now) },
  }
  const lines = (await noticeLines(house, visit, notices)).filter(({ path }) => path !== undefined)
  if (lines.length === 0) return undefined
  const locals = {
    lines: lines.slice(0, mostInOne).map((line) => ({ ...line, url: link(`/notices/${line.id}`) })),
    more: lines.length > mostInOne ? t('mail.more', { count: lines.length - mostInOne }) : '',
    greeting: t('mail.greeting', { name: reader.name }),
    allUrl: link('/notices'),
    choiceUrl: link('/following#mail'),
    stopUrl: link(`/mail/stop/${token}`),
  }
  return {
    to: { name: reader.name, address },
    subject: t('mail.subject', { count: lines.length }),
    text: await renderCoreView(visit, 'mail/letter-text', locals),
    html: await renderCoreView(visit, 'mail/letter', locals),
    stopUrl: locals.stopUrl,
  }
}
