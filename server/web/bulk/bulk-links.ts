import { reachOf } from '../../access/may.ts'
import type { Visit } from '../visit.ts'

/** The way to change many items at once, for those who may publish some. */
export const bulkLinks = ({ reader, t, link }: Visit) =>
  reachOf(reader.role, 'publish item') === 'none' ? [] : [{ label: t('bulk.heading'), url: link('/bulk') }]
