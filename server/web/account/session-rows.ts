import type { OpenSession } from '../../sign-in/open-sessions.ts'
import { momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { deviceOf } from './device.ts'

/** Sessions as the rows of a table; `own` is the handle of the one in which somebody looks at them. */
export const sessionRows = (sessions: OpenSession[], { t, language }: Visit, own?: string) =>
  sessions.map(({ handle, browser, began, seen }) => ({
    handle,
    device: deviceText(browser, t),
    began: momentText(began, language),
    seen: momentText(seen, language),
    isThis: handle === own,
  }))

function deviceText(userAgent: string, t: Visit['t']): string {
  const { browser, system } = deviceOf(userAgent)
  if (browser && system) return t('session.browserOn', { browser, system })
  return browser ?? system ?? t('session.unknownDevice')
}
