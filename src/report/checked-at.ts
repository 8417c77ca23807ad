const CHECKED_AT =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[Tt ](?<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,](?<fraction>\d{1,9}))?\s?(?<zone>[Zz]|[-+]\d{2}(?::?\d{2})?)?)?$/

/** Before this year there was no check that anybody could report. */
const FIRST_YEAR = 2020
const LAST_YEAR = 2200

/**
 * Reads `checked_at` of a report: ISO 8601, with `T` or a space. Without a zone it is taken as UTC; a day alone is its
 * beginning. Milliseconds are kept. Undefined for everything else, for days that do not exist, and for years before 2020.
 */
export function parseCheckedAt(text: string): Date | undefined {
  const parts = CHECKED_AT.exec(text)?.groups
  if (!parts) return undefined
  const { date = '', time = '00:00', fraction = '', zone = 'Z' } = parts
  const seconds = time.length === 5 ? `${time}:00` : time
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : completeOffset(zone)
  const moment = new Date(`${date}T${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`)
  if (Number.isNaN(moment.getTime()) || !isRealDay(date)) return undefined
  const year = moment.getUTCFullYear()
  return year >= FIRST_YEAR && year <= LAST_YEAR ? moment : undefined
}

function completeOffset(zone: string): string {
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isRealDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date)
}
