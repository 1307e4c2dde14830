import { may, reachOf } from '../access/may.ts'
import type { Visit } from './visit.ts'

/** The ways to do something with many items at once: to change them, for those who may publish some, and to take them along. */
export const manyLinks = ({ reader, t, link }: Visit) => [
  ...(reachOf(reader.role, 'publish item') === 'none' ? [] : [{ label: t('bulk.heading'), url: link('/bulk') }]),
  ...(may(reader, 'export items') ? [{ label: t('export.heading'), url: link('/export') }] : []),
]
