import { randomUUID } from 'node:crypto'
import type { House } from '../../house.ts'
import type { Unmailed } from '../notices.ts'
import type { KeptChoice } from './choices.ts'
import { letterOf } from './letter.ts'
import { periodOf } from './periods.ts'
import { NotNow } from './post.ts'

/** Sends the digests that are due, each once however many processes try, and what people want to hear at once. */
export async function sendDigests(house: House, now: Date): Promise<void> {
  for (const rhythm of ['daily', 'weekly'] as const) {
    const period = periodOf(rhythm, now)
    const due = await house.mail?.choices.due(rhythm, period)
    await toEach(house, due ?? [], (choice) => sendDigest(house, choice, period, now))
  }
}

/** Mails what is asked of people, or happens to their own texts, to those who want that at once. */
export async function sendAtOnce(house: House, now: Date): Promise<void> {
  const wanting = (await house.mail?.choices.atOnce()) ?? []
  const waiting = new Set(await house.notify.awaitingMail(wanting))
  const due = wanting.filter(({ person }) => waiting.has(person))
  await toEach(house, due, (choice) => sendNotices(house, choice, { which: 'direct', since: choice.since }, now))
}

async function sendDigest(house: House, choice: KeptChoice, period: string, now: Date): Promise<void> {
  if (!(await house.mail?.choices.take(choice, period))) return
  await sendNotices(house, choice, { which: 'all', since: choice.since }, now).catch(async (error) => {
    if (error instanceof NotNow) await house.mail?.choices.giveBack(choice, period)
    throw error
  })
}

/**
 * Mails somebody what they did not read yet. It counts as mailed before it is sent: when a process dies in between, they still
 * find it behind the bell, and nothing comes twice.
 */
async function sendNotices(house: House, choice: KeptChoice, which: Unmailed, now: Date): Promise<void> {
  const name = randomUUID()
  const notices = await house.notify.takeForMail(choice.person, which, name)
  const letter = await letterOf(house, choice, notices, now)
  if (!letter) return
  await house.mail?.post.send(letter).catch(async (error) => {
    if (error instanceof NotNow) await house.notify.giveBackMail(name)
    throw error
  })
}

/** One who cannot be reached holds up nobody else; that the mail server cannot be reached holds up all, before anything is taken. */
async function toEach(house: House, choices: KeptChoice[], send: (choice: KeptChoice) => Promise<void>): Promise<void> {
  if (choices.length === 0) return
  await house.mail?.post.mustBeOpen()
  const later: unknown[] = []
  for (const choice of choices) {
    await send(choice).catch((error) => {
      if (error instanceof NotNow) later.push(error)
      else house.log.error('A mail was refused, or may have been lost', error)
    })
  }
  if (later.length > 0) throw new AggregateError(later, `${later.length} mails are tried again`)
}
