import type { AuditEntry } from '../../audit.ts'
import { momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** Who decided what about whom, and when. */
export const decisionLine = ({ action, aboutName, byName, at }: AuditEntry, { t, language }: Visit, person = '') => ({
  what: t(`audit.${action}`, { name: aboutName, person }),
  byName,
  at: momentText(at, language),
})
