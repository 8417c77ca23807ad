/** A date as image properties hold it (scs-0102, UTC). */
export interface PropertyDate {
  readonly at: Date
  readonly hasTime: boolean
  /** Understood, but spelt in a way that the standard does not list: unpadded numbers, `T` and `Z`, a leap second. */
  readonly isTolerated: boolean
}

const PATTERN =
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:(?<gap>[ T])(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2}))?(?<zone>Z)?)?$/
const STANDARD_PATTERN = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?$/

/**
 * Reads `YYYY-MM-DD`, `YYYY-MM-DD hh:mm` or `YYYY-MM-DD hh:mm:ss` (scs-0102, "Image build info"); tolerates unpadded
 * numbers, `YYYY-MM-DDThh:mm:ssZ` and second 60. Undefined where the text is no such date or the day does not exist.
 */
export function parsePropertyDate(text: string): PropertyDate | undefined {
  const parts = PATTERN.exec(text)?.groups
  if (parts === undefined) return undefined
  const hasTime = parts.gap !== undefined
  if (parts.gap === 'T' && (parts.zone === undefined || parts.second === undefined)) return undefined
  if (parts.gap === ' ' && parts.zone !== undefined) return undefined
  const [hour, minute, second] = [Number(parts.hour ?? 0), Number(parts.minute ?? 0), Number(parts.second ?? 0)]
  if (hour > 23 || minute > 59 || second > 60) return undefined
  const midnight = existingDay(Number(parts.year), Number(parts.month), Number(parts.day))
  if (midnight === undefined) return undefined
  const at = new Date(midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000)
  return { at, hasTime, isTolerated: !STANDARD_PATTERN.test(text) || second === 60 }
}

/** Reads a day without a time, as `provided_until` and `uuid_validity` hold it. */
export function parsePropertyDay(text: string): PropertyDate | undefined {
  const date = parsePropertyDate(text)
  return date?.hasTime ? undefined : date
}

const ISO_PATTERN = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?<zone>Z|[+-]\d{2}:?\d{2})?$/

/** Reads an instant of an API in ISO 8601, such as Glance's `created_at`; without a zone it is UTC. */
export function parseApiInstant(text: string): Date | undefined {
  const match = ISO_PATTERN.exec(text)
  if (match === null || existingDay(Number(match[1]), Number(match[2]), Number(match[3])) === undefined)
    return undefined
  const at = new Date(match.groups?.zone === undefined ? `${text}Z` : text)
  return Number.isNaN(at.getTime()) ? undefined : at
}

function existingDay(year: number, month: number, day: number): Date | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date : undefined
}
