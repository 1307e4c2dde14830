import { mayReadItem } from '../../access/visibility.ts'
import { dayOf } from '../../days.ts'
import type { House } from '../../house.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** What the reader confirmed to have read, the newest first; without a title where they may not read it any more. */
export async function ownReadings({ items, mustReads }: House, { reader, t, link, language }: Visit) {
  const readings = await mustReads.readingsOf(reader.id)
  const found = readings.length > 0 ? await items.select({ _id: { $in: readings.map(({ item }) => item) } }) : []
  const readable = new Map(found.filter((item) => mayReadItem(item, reader)).map((item) => [item.id, item]))
  return readings.map(({ item: id, version, at }) => {
    const item = readable.get(id)
    return {
      title: item?.title ?? t('me.readingHidden'),
      url: item && link(`/${id}`),
      meta: t('me.reading', { date: longDate(dayOf(at), language), version }),
    }
  })
}
