import { createHash } from 'node:crypto'
import { type ParsedReport, parseReports, type ReportFormat } from '#report/parse-reports.ts'
import { splitSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { verifySignature } from '#report/ssh-signature/verify-signature.ts'
import type { Account } from '../accounts/account.ts'
import { readKeys } from '../storage/account-queries.ts'
import type { Database } from '../storage/database.ts'
import { insertSubmission } from '../storage/insert-submission.ts'
import { authorise } from './authorise.ts'

/** The purpose for which reports are signed; a signature made for anything else is worth nothing here. */
const NAMESPACE = 'report'

interface Upload {
  readonly account: Account
  readonly body: Uint8Array
  readonly format: ReportFormat
  readonly at: Date
}

/**
 * Takes in signed reports: verify, parse, authorise, store, in this order, all or nothing. Accepting the same bytes again
 * changes nothing.
 *
 * @returns the reports; none if the upload was signed, but empty
 * @throws CodedError REPORT_…, SERVER_SUBJECT_FORBIDDEN, SERVER_REPORT_EXISTS
 */
export async function acceptReports(database: Database, upload: Upload): Promise<readonly ParsedReport[]> {
  const { account, body, format, at } = upload
  const { armoured, report: bytes } = splitSignedBody(body)
  const allowedKeys = await readKeys(database, account.id)
  const { key } = verifySignature({ bytes, armoured, namespace: NAMESPACE, allowedKeys, at })
  const reports = parseReports(bytes, format, at)
  if (reports.length === 0) return []
  await authorise(database, account, reports)
  await insertSubmission(database, {
    body,
    mediaType: `application/x-signed-${format}`,
    signedSha256: createHash('sha256').update(bytes).digest('hex'),
    key,
    receivedAt: at,
    submittedBy: account.subject,
    reports,
  })
  return reports
}
