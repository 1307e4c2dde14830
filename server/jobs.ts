import { randomUUID } from 'node:crypto'
import { Schema } from 'mongoose'
import type { Log } from './log.ts'
import type { Store } from './store/store.ts'

/** Work that comes back. A run may be cut off or, after a long silence of its process, done twice: it must be repeatable. */
export interface Job {
  name: string
  every: 'minute' | 'hour' | 'day'
  run(now: Date): Promise<void>
}

/** Recurring work of all processes on one store: each job runs once a period, one instance at a time. */
export interface Jobs {
  /** Runs what has not run yet in the period of `now` and runs nowhere else. */
  runDue(now: Date): Promise<void>
  /** Looks every minute for what is due, until `stop`. */
  start(): void
  stop(): Promise<void>
}

interface JobRow {
  _id: string
  /** The beginning of the last period in which it ran to its end. */
  done: Date
  /** Which run holds it, and until when, unless that run renews it: a process that died lets go by itself. */
  holder: string
  until: Date
}

const schema = new Schema<JobRow>({ _id: String, done: Date, holder: String, until: Date }, { versionKey: false })

const minute = 60 * 1000
/** How long a job is held without being renewed. */
const lease = minute
const never = new Date(0)

/** @param now the clock by which a running job keeps what it holds */
export function openJobs(store: Store, jobs: () => Job[], now: () => Date, log: Log): Jobs {
  const rows = store.connection.model('job', schema, 'jobs')
  const leaseFrom = (moment: Date) => new Date(moment.getTime() + lease)

  /** Takes the job for one run, unless it is done or another holds it. */
  async function take({ name, every }: Job, at: Date, holder: string): Promise<boolean> {
    await rows.updateOne({ _id: name }, { $setOnInsert: { done: never, holder: '', until: never } }, { upsert: true })
    const free = { _id: name, done: { $lt: beginningOf(every, at) }, until: { $lte: at } }
    const taken = await rows.updateOne(free, { $set: { holder, until: leaseFrom(at) } })
    return taken.modifiedCount === 1
  }

  async function run(job: Job, at: Date): Promise<void> {
    const holder = randomUUID()
    if (!(await take(job, at, holder))) return
    const own = { _id: job.name, holder }
    const keep = () =>
      rows
        .updateOne(own, { $set: { until: leaseFrom(now()) } })
        .catch((error) => log.error(`The job ${job.name} could not be kept`, error))
    const keeping = setInterval(keep, lease / 3)
    try {
      await job.run(at)
      await rows.updateOne(own, { $set: { done: beginningOf(job.every, at), until: never } })
    } catch (error) {
      log.error(`The job ${job.name} failed and is tried again`, error)
      await rows.updateOne(own, { $set: { until: never } })
    } finally {
      clearInterval(keeping)
    }
  }

  async function runDue(at: Date): Promise<void> {
    const lookAt = (job: Job) =>
      run(job, at).catch((error) => log.error(`The job ${job.name} was not looked at`, error))
    await Promise.all(jobs().map(lookAt))
  }

  let timer: NodeJS.Timeout | undefined
  const running = new Set<Promise<void>>()
  return {
    runDue,
    start() {
      timer = setInterval(() => {
        // One that takes long holds up no other: the next round passes it over.
        const round = runDue(now()).finally(() => running.delete(round))
        running.add(round)
      }, minute)
    },
    async stop() {
      clearInterval(timer)
      await Promise.all(running)
    },
  }
}

/** The first moment of the minute, hour or day of `moment`; days as people count them here. */
function beginningOf(every: Job['every'], moment: Date): Date {
  const first = new Date(moment)
  first.setSeconds(0, 0)
  if (every !== 'minute') first.setMinutes(0)
  if (every === 'day') first.setHours(0)
  return first
}
