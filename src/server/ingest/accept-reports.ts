import { createHash } from 'node:crypto'
import { type ParsedReport, parseEachReport, parseReports, type ReportFormat } from '#report/parse-reports.ts'
import { splitSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Account } from '../accounts/account.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../storage/database.ts'
import { reportExists, type Submission } from '../storage/insert-submission.ts'
import { keptAccounts } from '../storage/kept-accounts.ts'
import { authorise } from './authorise.ts'
import { type CredentialPolicy, type ScreenedReport, screenReport } from './screen-report.ts'

/** The purpose for which reports are signed; a signature made for anything else is worth nothing here. */
const NAMESPACE = 'report'

type Parts = Pick<ServerContext, 'database' | 'inbox'>

export interface Upload {
  readonly account: Account
  readonly body: Uint8Array
  readonly format: ReportFormat
  readonly at: Date
  readonly credentialPolicy: CredentialPolicy
}

/**
 * Takes in signed reports: verify, parse, authorise, screen, store, in this order, all or nothing. Accepting the same bytes
 * again changes nothing.
 *
 * @returns the reports; none if the upload was signed, but empty
 * @throws CodedError REPORT_…, SERVER_SUBJECT_FORBIDDEN, SERVER_REPORT_EXISTS
 */
export async function acceptReports({ database, inbox }: Parts, upload: Upload): Promise<readonly ScreenedReport[]> {
  const { account, format, at, credentialPolicy } = upload
  const verified = await verifyUpload(database, upload)
  const reports = parseReports(verified.bytes, format, at)
  if (reports.length === 0) return []
  await authorise(database, account, reports)
  const screened = reports.map((report) => screenReport(report, credentialPolicy))
  await inbox.store({ submission: submissionOf(upload, verified, screened) })
  return screened
}

/** What became of one document of an upload. */
export type DocumentOutcome =
  | { readonly outcome: 'stored' | 'known'; readonly screened: ScreenedReport }
  | { readonly outcome: 'refused'; readonly error: CodedError; readonly report?: ParsedReport }

/**
 * The same for each document on its own: what is wrong with one does not keep the others out. The signature holds for the
 * upload as a whole, which is stored byte for byte as soon as one of its documents is.
 *
 * @throws CodedError REPORT_… if the signature is not good, or the upload as a whole cannot be read
 */
export async function acceptEachReport(
  { database, inbox }: Parts,
  upload: Upload,
): Promise<readonly DocumentOutcome[]> {
  const { format, at } = upload
  const verified = await verifyUpload(database, upload)
  const seen = new Set<string>()
  const admitted: Admission[] = []
  for (const parsed of parseEachReport(verified.bytes, format, at)) {
    admitted.push(parsed.ok ? await admit(database, upload, parsed.report, seen) : { ok: false, error: parsed.error })
  }
  const screened = admitted.flatMap((admission) => (admission.ok ? [admission.screened] : []))
  const submission = submissionOf(upload, verified, screened)
  const outcomes = screened.length === 0 ? undefined : await inbox.store({ submission, leaveOutTaken: true })
  return admitted.map((admission): DocumentOutcome => {
    if (!admission.ok) return { ...admission, outcome: 'refused' }
    const { report } = admission.screened
    const outcome = outcomes?.get(report.reportUuid) ?? 'exists'
    if (outcome === 'exists') return { outcome: 'refused', error: reportExists(report.reportUuid), report }
    return { outcome, screened: admission.screened }
  })
}

type Admission =
  | { readonly ok: true; readonly screened: ScreenedReport }
  | { readonly ok: false; readonly error: CodedError; readonly report?: ParsedReport }

async function admit(
  database: Database,
  { account, credentialPolicy }: Upload,
  report: ParsedReport,
  seen: Set<string>,
): Promise<Admission> {
  try {
    await authorise(database, account, [report])
    if (seen.has(report.reportUuid)) throw reportExists(report.reportUuid)
    const screened = screenReport(report, credentialPolicy)
    seen.add(report.reportUuid)
    return { ok: true, screened }
  } catch (error) {
    if (error instanceof CodedError) return { ok: false, error, report }
    throw error
  }
}

interface VerifiedUpload {
  readonly bytes: Uint8Array
  readonly key: Submission['key']
}

async function verifyUpload(database: Database, { account, body, at }: Upload): Promise<VerifiedUpload> {
  const { armoured, report: bytes } = splitSignedBody(body)
  const allowedKeys = await keptAccounts(database).readKeys(account.id)
  const { key } = verifySignature({ bytes, armoured, namespace: NAMESPACE, allowedKeys, at })
  return { bytes, key }
}

function submissionOf(
  { account, body, format, at }: Upload,
  { bytes, key }: VerifiedUpload,
  screened: readonly ScreenedReport[],
): Submission {
  return {
    body,
    mediaType: `application/x-signed-${format}`,
    signedSha256: createHash('sha256').update(bytes).digest('hex'),
    key,
    receivedAt: at,
    submittedBy: account.subject,
    reports: screened.map(({ report }) => report),
  }
}
