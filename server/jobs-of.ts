import { dayOf } from './days.ts'
import type { House } from './house.ts'
import type { Job } from './jobs.ts'
import { sendAtOnce, sendDigests } from './notify/mail/mailing.ts'
import { testAfterChange } from './search-curation/test-now.ts'
import { learnWhatWasChosen } from './search-lessons.ts'

/** All recurring work: that of the kernel, and that of each plugin under a name of its own. */
export function jobsOf(house: House): Job[] {
  const ofPlugins = house.plugins.flatMap(({ id, offer }) =>
    (offer.jobs ?? []).map((job) => ({ ...job, name: `${id} ${job.name}` })),
  )
  return [...kernelJobs(house), ...ofPlugins].map((job) => ({
    ...job,
    // Nobody is told or mailed by the rights of a moment ago.
    run: (now) => house.catchUp().then(() => job.run(now)),
  }))
}

const kernelJobs = (house: House): Job[] => [
  { name: 'deliver-news', every: 'minute', run: (now) => house.notify.deliver(now) },
  { name: 'mail-at-once', every: 'minute', run: (now) => sendAtOnce(house, now) },
  { name: 'mail-digests', every: 'hour', run: (now) => sendDigests(house, now) },
  { name: 'publish-planned', every: 'minute', run: (now) => house.publishing.publishPlanned(dayOf(now), now) },
  { name: 'archive-expired', every: 'hour', run: (now) => house.publishing.archiveExpired(dayOf(now), now) },
  { name: 'archive-overdue', every: 'hour', run: (now) => house.publishing.archiveOverdue(dayOf(now), now) },
  { name: 'remind-of-reviews', every: 'day', run: (now) => house.freshness.remind(dayOf(now), now) },
  { name: 'remind-of-must-reads', every: 'day', run: (now) => house.mustReads.remind(dayOf(now), now) },
  { name: 'check-links', every: 'minute', run: () => house.linkCheck.run() },
  { name: 'learn-what-was-chosen', every: 'hour', run: () => learnWhatWasChosen(house) },
  { name: 'ask-test-questions', every: 'minute', run: (now) => testAfterChange(house, now) },
  { name: 'find-unused', every: 'day', run: (now) => house.views.findUnused(dayOf(now)) },
  { name: 'unused-attachments', every: 'day', run: async (now) => void (await house.attachments.cleanUp(now)) },
  ...(house.lookAtLibrary ? [{ name: 'library-folder', every: 'minute' as const, run: house.lookAtLibrary }] : []),
]
