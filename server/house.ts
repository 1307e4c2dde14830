import type { Audit } from './audit.ts'
import type { Bulks } from './bulk/bulk.ts'
import type { Config } from './config.ts'
import type { Reference } from './content/reference.ts'
import type { Freshness } from './freshness/freshness.ts'
import type { LinkCheck } from './freshness/link-check.ts'
import type { Views } from './freshness/views.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { MustReads } from './must-read/must-read.ts'
import type { Mail } from './notify/mail/mail.ts'
import type { Notify } from './notify/notify.ts'
import type { Directory } from './people/directory.ts'
import type { InstalledPlugin } from './plugins.ts'
import type { Presence } from './publishing/presence.ts'
import type { Publishing } from './publishing/publishing.ts'
import type { Templates } from './publishing/templates.ts'
import type { RecentlyViewed } from './recently-viewed.ts'
import type { Search } from './search/index.ts'
import type { SearchAnalytics } from './search-analytics/analytics.ts'
import type { Curation } from './search-curation/curation.ts'
import type { TestRuns } from './search-curation/test-runs.ts'
import type { OpenShelves } from './shelves.ts'
import type { SignInProvider } from './sign-in/provider.ts'
import type { Limits } from './web/limits.ts'
import type { Texts } from './web/texts.ts'

/** Everything a running Kenniskompas consists of. `directory` and `reference` always hold the latest. */
export interface House extends OpenShelves {
  config: Config
  log: Log
  now: () => Date
  searchAnalytics: SearchAnalytics
  limits: Limits
  audit: Audit
  notify: Notify
  /** Absent where no mail goes out. */
  mail: Mail | undefined
  jobs: Jobs
  directory: Directory
  reference: Reference
  search: Search
  curation: Curation
  testRuns: TestRuns
  publishing: Publishing
  bulks: Bulks
  templates: Templates
  freshness: Freshness
  mustReads: MustReads
  linkCheck: LinkCheck
  views: Views
  recentlyViewed: RecentlyViewed
  presence: Presence
  texts: Texts
  plugins: InstalledPlugin[]
  provider: SignInProvider
  /** Takes over what changed in the library folder since the last look; absent when there is no such folder. */
  lookAtLibrary?: () => Promise<void>
  /** Brings rights up to the latest change in the store: the directory, and what search must keep back. */
  catchUp(): Promise<void>
  close(): Promise<void>
}
