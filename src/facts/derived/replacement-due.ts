import { type UtcDay, utcDay } from './utc-day.ts'

/** The periods of `replace_frequency` that promise a date (scs-0102, "Image updating"); `days` or calendar `months`. */
const PERIODS: ReadonlyMap<string, { readonly days: number; readonly months: number }> = new Map([
  ['daily', { days: 1, months: 0 }],
  ['weekly', { days: 7, months: 0 }],
  ['monthly', { days: 0, months: 1 }],
  ['quarterly', { days: 0, months: 3 }],
  ['yearly', { days: 0, months: 12 }],
])

/** Up to three days late is no violation (scs-0102, "Image updating"). */
const GRACE_DAYS = 3

/**
 * The last day (UTC) on which an image that was published at the given moment may still be the current one, grace
 * included: one calendar period after the day of publication, at the end of the month where the day does not exist,
 * plus three days. Undefined for frequencies that promise no date (`critical_bug`, `never`, unknown words).
 */
export function replacementDue(publishedAt: Date, replaceFrequency: string): UtcDay | undefined {
  const period = PERIODS.get(replaceFrequency)
  if (period === undefined) return undefined
  return utcDay(addDays(addMonths(publishedAt, period.months), period.days + GRACE_DAYS))
}

function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * 86_400_000)
}

function addMonths(at: Date, months: number): Date {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth() + months]
  const lastDayOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(at.getUTCDate(), lastDayOfMonth)))
}
