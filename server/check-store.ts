import { checkAttachments } from './attachments/check-attachments.ts'
import { openAudit } from './audit.ts'
import { checkItems } from './content/check-items.ts'
import type { Plugin } from './contract.ts'
import { checkDirectory } from './people/check-directory.ts'
import type { Progress } from './progress.ts'
import { openRows } from './search-analytics/model.ts'
import { shelvesOn } from './shelves.ts'
import { openAccounts } from './sign-in/work-account/accounts.ts'
import { checkAccounts } from './sign-in/work-account/check-accounts.ts'
import { checkChangeLog } from './store/check-changes.ts'
import { checkForIndexes, validateCollections } from './store/check-collections.ts'
import type { Flaw } from './store/flaw.ts'
import type { Store } from './store/store.ts'

/** Everything that is wrong in a store, from the disk up to what items refer to. Whoever mends a flaw at once checks the rest on sound ground. */
export async function* checkStore(store: Store, plugins: Plugin[], onProgress: Progress): AsyncIterable<Flaw> {
  const shelves = shelvesOn(store, plugins)
  openRows(store)
  openAudit(store)
  openAccounts(store)
  yield* validateCollections(store)
  yield* checkForIndexes(store)
  yield* checkChangeLog(store)
  yield* checkDirectory(store)
  yield* checkAccounts(store)
  yield* checkAttachments(store)
  yield* checkItems(shelves, onProgress)
}
