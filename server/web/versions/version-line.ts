import type { ItemVersion } from '../../content/item.ts'
import type { House } from '../../house.ts'
import { personName } from '../present.ts'
import { momentText } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** A version in a few words: its number, who made it, when, and why. */
export function versionLine(house: House, visit: Visit, { item, version, at, by, note, minor }: ItemVersion) {
  return {
    number: version,
    label: visit.t('versions.number', { number: version }),
    url: visit.link(`/${item}/versions/${version}`),
    at: momentText(at, visit.language),
    by: by === 'import' ? visit.t('versions.import') : personName(house, by),
    note,
    badges: minor ? [{ label: visit.t('versions.minor'), tone: 'grey' }] : [],
  }
}
