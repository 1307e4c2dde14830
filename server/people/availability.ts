import { type Person, type Weekday, weekdays } from './person.ts'

const parts = { am: { from: 8, to: 12.5 }, pm: { from: 12.5, to: 17 } }

/** Whether somebody can be reached now and until which hour, or else in how many days: 0 is later today, 1 tomorrow. */
export type Availability =
  | { now: true; until: 12 | 17 }
  | { now: false; inDays: number | undefined; weekday: Weekday | undefined }

/** When `person` can be reached, seen from `moment` (local time). */
export function availability(person: Person, moment: Date): Availability {
  const hour = moment.getHours() + moment.getMinutes() / 60
  const today = partsOn(person, moment.getDay())
  const present = today.find((part) => hour >= parts[part].from && hour < parts[part].to)
  if (present) return { now: true, until: today.includes('pm') ? 17 : 12 }
  if (today.some((part) => hour < parts[part].from))
    return { now: false, inDays: 0, weekday: weekdays[moment.getDay() - 1] }
  for (let inDays = 1; inDays <= 7; inDays += 1) {
    const day = (moment.getDay() + inDays) % 7
    if (partsOn(person, day).length > 0) return { now: false, inDays, weekday: weekdays[day - 1] }
  }
  return { now: false, inDays: undefined, weekday: undefined }
}

/** The parts of a day (0 = Sunday) on which somebody works. */
function partsOn(person: Person, day: number): Array<'am' | 'pm'> {
  const weekday = weekdays[day - 1]
  return (weekday && person.availability[weekday]) ?? []
}
