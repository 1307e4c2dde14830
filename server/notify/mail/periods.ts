import { addDays, dayOf } from '../../days.ts'

/** From this hour on the digests of a day go out. */
const firstHour = 7

/** The first day of the day or week whose digest goes out at `now`: until seven in the morning that is the one before. */
export function periodOf(rhythm: 'daily' | 'weekly', now: Date): string {
  const today = dayOf(now)
  const day = now.getHours() < firstHour ? addDays(today, -1) : today
  if (rhythm === 'daily') return day
  const sinceMonday = (new Date(`${day}T12:00:00`).getDay() + 6) % 7
  return addDays(day, -sinceMonday)
}
