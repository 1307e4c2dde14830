import { mayRead, mayReadItem } from '../access/visibility.ts'
import type { Items } from '../content/items.ts'
import { itemModels } from '../content/model.ts'
import { visibilityOf } from '../content/rows.ts'
import type { Store } from '../store/store.ts'
import type { Referrer } from './referrer.ts'

/** Items refer to attachments in the Markdown of every version that is kept. */
export function attachmentsInItems(store: Store, items: Items): Referrer {
  const { versions } = itemModels(store.connection)
  return {
    async shows(id, reader) {
      const live = await items.select({ attachments: id })
      if (live.some((item) => mayReadItem(item, reader))) return true
      const kept = await versions.find({ attachments: id }, { item: 1, text: 1 }).lean()
      const meant = kept.filter(({ text }) => mayRead(visibilityOf(text), reader)).map(({ item }) => item)
      const present = meant.length > 0 ? await items.select({ _id: { $in: meant } }) : []
      return present.some((item) => mayReadItem(item, reader))
    },
    async inUse(ids) {
      const named = await versions.find({ attachments: { $in: ids } }, { attachments: 1 }).lean()
      const used = new Set(named.flatMap(({ attachments = [] }) => attachments))
      return ids.filter((id) => used.has(id))
    },
  }
}
