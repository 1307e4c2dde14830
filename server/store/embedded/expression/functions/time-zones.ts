import { MongoError } from '../../errors.ts'

/** The calendar fields of a moment in a time zone; `weekday` counts from Sunday = 0. */
export interface DateParts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
  weekday: number
  dayOfYear: number
  offset: number
}

/** Split a moment for a zone such as `Europe/Amsterdam`, `+02:00` or, left out, UTC. */
export function dateParts(date: Date, timezone: unknown): DateParts {
  const offset = zoneOffset(date, timezone)
  const local = new Date(date.getTime() + offset * 60_000)
  const newYear = Date.UTC(local.getUTCFullYear(), 0, 1)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    weekday: local.getUTCDay(),
    dayOfYear: Math.floor((local.getTime() - newYear) / 86_400_000) + 1,
    offset,
  }
}

/** Minutes east of UTC. */
function zoneOffset(date: Date, timezone: unknown): number {
  if (timezone === undefined || timezone === 'UTC' || timezone === 'GMT' || timezone === 'Z') return 0
  if (typeof timezone !== 'string') throw new MongoError(40517, 'timezone must evaluate to a string')
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(timezone)
  if (fixed) return (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * (fixed[1] === '-' ? -1 : 1)
  const name = namedOffset(date, timezone)
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}

function namedOffset(date: Date, timeZone: string): string {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    return format.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  } catch {
    throw new MongoError(40485, `unrecognized time zone identifier: "${timeZone}"`)
  }
}

/** Fill MongoDB's `%` directives. */
export function formatDate(parts: DateParts, format: string): string {
  return format.replace(/%(.?)/g, (_, directive: string) => directiveText(parts, directive))
}

function directiveText(parts: DateParts, directive: string): string {
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  const sign = parts.offset < 0 ? '-' : '+'
  const minutes = Math.abs(parts.offset)
  const texts: Record<string, string> = {
    Y: pad(parts.year, 4),
    m: pad(parts.month, 2),
    d: pad(parts.day, 2),
    H: pad(parts.hour, 2),
    M: pad(parts.minute, 2),
    S: pad(parts.second, 2),
    L: pad(parts.millisecond, 3),
    j: pad(parts.dayOfYear, 3),
    w: String(parts.weekday + 1),
    u: String(parts.weekday || 7),
    z: `${sign}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`,
    Z: String(parts.offset),
    '%': '%',
  }
  const text = Object.hasOwn(texts, directive) ? texts[directive] : undefined
  if (text === undefined) throw new MongoError(18536, `Invalid format character '%${directive}' in format string`)
  return text
}
