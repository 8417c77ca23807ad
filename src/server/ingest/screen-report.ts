import { findCredentials, maskCredentials } from '#report/find-credentials.ts'
import type { JsonObject } from '#report/json-value.ts'
import type { ParsedReport } from '#report/parse-reports.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

export const CREDENTIAL_POLICIES = ['refuse', 'mask'] as const

/**
 * What happens to a report in which credentials are found: it is refused, or it is taken in and they are masked in
 * everything that is shown; the signed bytes stay as they came and are given to those only who may read the whole report.
 */
export type CredentialPolicy = (typeof CREDENTIAL_POLICIES)[number]

export interface ScreenedReport {
  readonly report: ParsedReport
  /** Where something was masked. */
  readonly masked: readonly string[]
}

/**
 * Keeps credentials out of what is shown.
 *
 * @throws CodedError REPORT_HOLDS_CREDENTIAL that names the places, never the credentials
 */
export function screenReport(report: ParsedReport, policy: CredentialPolicy): ScreenedReport {
  const found = findCredentials(report.document)
  if (found.length === 0) return { report, masked: [] }
  if (policy === 'refuse') {
    const places = found.map(({ path, kind }) => `${path} (${kind})`)
    throw new CodedError('REPORT_HOLDS_CREDENTIAL', `there seem to be credentials at ${places.join(', ')}`, {
      place: found[0]?.path,
    })
  }
  const document = maskCredentials(report.document) as JsonObject
  return { report: { ...report, document }, masked: found.map(({ path }) => path) }
}
