import { addDays } from '../days.ts'

/** How many days before its day somebody is reminded of what they did not read, the latest first. */
const reminderDays = [0, 7] as const

/** A reminder that could not be given on the day itself still is in the week after. */
const lateDays = 7

/** The reminder that a must-read needs on `today`: 7 in the week before its day, 0 from that day on; undefined when none. */
export function reminderFor(before: string, today: string): (typeof reminderDays)[number] | undefined {
  if (before < addDays(today, -lateDays)) return undefined
  return reminderDays.find((days) => before <= addDays(today, days))
}
