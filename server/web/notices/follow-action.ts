import type { House } from '../../house.ts'
import type { Subject } from '../../notify/follows.ts'
import type { Visit } from '../visit.ts'

/** The button that follows something, or stops that; it comes back to the page it stands on. */
export async function followAction(house: House, visit: Visit, subject: Subject) {
  const { reader, t, link, returnTo } = visit
  const follows = await house.notify.follows.follows(reader.id, subject)
  return {
    label: follows ? t('following.stop') : t('following.start'),
    icon: follows ? 'bookmark-off' : 'bookmark',
    kind: 'secondary',
    post: link('/following'),
    fields: { ...subject, wanted: follows ? 'no' : 'yes', returnTo },
  }
}
