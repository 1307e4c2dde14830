import type { House } from './house.ts'
import type { Job } from './jobs.ts'
import { dayOf } from './web/visit.ts'

/** All recurring work: that of the kernel, and that of each plugin under a name of its own. */
export function jobsOf(house: House): Job[] {
  const ofPlugins = house.plugins.flatMap(({ id, offer }) =>
    (offer.jobs ?? []).map((job) => ({ ...job, name: `${id} ${job.name}` })),
  )
  return [...kernelJobs(house), ...ofPlugins]
}

const kernelJobs = ({ attachments, freshness, notify, catchUp, publishing }: House): Job[] => [
  { name: 'deliver-news', every: 'minute', run: (now) => catchUp().then(() => notify.deliver(now)) },
  { name: 'unused-attachments', every: 'day', run: async (now) => void (await attachments.cleanUp(now)) },
  { name: 'publish-planned', every: 'minute', run: (now) => publishing.publishPlanned(dayOf(now), now) },
  { name: 'archive-overdue', every: 'hour', run: (now) => publishing.archiveOverdue(dayOf(now), now) },
  { name: 'remind-of-reviews', every: 'day', run: (now) => catchUp().then(() => freshness.remind(dayOf(now), now)) },
  { name: 'archive-expired', every: 'hour', run: (now) => publishing.archiveExpired(dayOf(now), now) },
]
