import type { Referrer } from '../attachments/referrer.ts'
import type { Items } from '../content/items.ts'
import type { Store } from '../store/store.ts'
import { liveOf } from './desk.ts'
import { openDraftRows } from './draft-rows.ts'
import { maySee } from './rights.ts'

/** Whoever sees a draft sees what is attached to it. */
export function attachmentsInDrafts(store: Store, items: Items): Referrer {
  const drafts = openDraftRows(store)
  return {
    async shows(id, reader) {
      for (const draft of await drafts.list({ attachments: id })) {
        if (maySee(draft, await liveOf(draft, { items }), reader)) return true
      }
      return false
    },
    inUse: drafts.attachmentsAmong,
  }
}
