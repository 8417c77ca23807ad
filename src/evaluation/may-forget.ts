import { expiresAt } from './expires-at.ts'

/** What the retention job knows about one report. */
export interface RetainedReport {
  readonly checkedAt: Date
  readonly receivedAt: Date
  /** True if some testcase's run of equal verdicts begins or ends with this report, so that a period rests on it. */
  readonly bearsPeriod: boolean
  /** True if a page shows a result of it now: the newest, or the last certain one. */
  readonly isShown: boolean
}

export interface RetentionRules {
  /** Of so many months everything is kept, and every question about any instant of them has the same answer. */
  readonly keepMonths: number
}

/** scs-0004, regulation 4: all results of the past 18 months are public. */
export const RETENTION_RULES: RetentionRules = { keepMonths: 18 }

/**
 * Whether a report may be deleted: it bears no period of the history, nothing shows it, and it could not have counted at
 * any instant of the months that are kept, whatever its lifetime (`year` is the longest) and whenever it arrived.
 *
 * @throws RangeError if the rules keep less than the 18 months of scs-0004
 */
export function mayForget(report: RetainedReport, at: Date, { keepMonths }: RetentionRules): boolean {
  if (!(keepMonths >= RETENTION_RULES.keepMonths)) throw new RangeError('at least 18 months have to be kept')
  if (report.bearsPeriod || report.isShown) return false
  const horizon = keptSince(at, keepMonths)
  return expiresAt(report.checkedAt, 'year') <= horizon && report.receivedAt < horizon
}

/** The instant since which everything is kept: the beginning of the month, so many months ago. */
export function keptSince(at: Date, keepMonths: number): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - keepMonths, 1))
}
