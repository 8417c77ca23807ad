import { createHash } from 'node:crypto'
import type { ParsedReport, ReportFormat } from '#report/parse-reports.ts'
import { splitSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Account } from '../accounts/account.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../storage/database.ts'
import { reportExists, type StoringOutcome, type Submission } from '../storage/insert-submission.ts'
import { keptAccounts } from '../storage/kept-accounts.ts'
import { authorise } from './authorise.ts'
import { errorOf, type ReadableDocument, type ReadDocument, type UploadQuestion } from './read-upload.ts'
import type { CredentialPolicy, ScreenedReport } from './screen-report.ts'

/** The purpose for which reports are signed; a signature made for anything else is worth nothing here. */
const NAMESPACE = 'report'

export interface Upload {
  readonly account: Account
  readonly body: Uint8Array
  readonly format: ReportFormat
  readonly at: Date
  readonly credentialPolicy: CredentialPolicy
}

/** What taking in needs. */
export type Intake = Pick<ServerContext, 'database' | 'inbox' | 'uploadReader'>

/**
 * Takes in signed reports: verify, parse, authorise, screen, store, in this order, all or nothing. Accepting the same bytes
 * again changes nothing.
 *
 * @returns the reports; none if the upload was signed, but empty
 * @throws CodedError REPORT_…, SERVER_SUBJECT_FORBIDDEN, SERVER_REPORT_EXISTS
 */
export async function acceptReports(
  { database, inbox, uploadReader }: Intake,
  upload: Upload,
): Promise<readonly ScreenedReport[]> {
  const verified = await verifyUpload(database, upload)
  const documents = (await uploadReader.read(questionOf(upload, verified))).map((document) => {
    if (document.ok) return document
    throw errorOf(document.refusal)
  })
  if (documents.length === 0) return []
  await authorise(
    database,
    upload.account,
    documents.map(({ report }) => report),
  )
  const screened = documents.map(requireScreened)
  await inbox.store({ submission: submissionOf(upload, verified, screened) })
  return screened
}

/** What became of one document of an upload. */
export type DocumentOutcome =
  | { readonly outcome: 'stored' | 'known'; readonly screened: ScreenedReport }
  | { readonly outcome: 'refused'; readonly error: CodedError; readonly report?: ParsedReport }

/**
 * The same for each document on its own: what is wrong with one does not keep the others out, unless `isWhole` says so; then
 * those that are good are refused with SERVER_UPLOAD_INCOMPLETE. The signature holds for the upload as a whole, which is
 * stored byte for byte as soon as one of its documents is.
 *
 * @throws CodedError REPORT_… if the signature is not good, or the upload as a whole cannot be read
 */
export async function acceptEachReport(
  { database, inbox, uploadReader }: Intake,
  upload: Upload,
  { isWhole = false } = {},
): Promise<readonly DocumentOutcome[]> {
  const verified = await verifyUpload(database, upload)
  const seen = new Set<string>()
  const admitted: Admission[] = []
  for (const document of await uploadReader.read(questionOf(upload, verified))) {
    admitted.push(await admit(database, upload, document, seen))
  }
  if (isWhole && admitted.some(({ ok }) => !ok)) return admitted.map(holdBack)
  const screened = admitted.flatMap((admission) => (admission.ok ? [admission.screened] : []))
  const submission = submissionOf(upload, verified, screened)
  try {
    const outcomes = screened.length === 0 ? undefined : await inbox.store({ submission, leaveOutTaken: !isWhole })
    return admitted.map((admission) => outcomeOf(admission, outcomes))
  } catch (error) {
    if (!isWhole || !(error instanceof CodedError) || error.code !== 'SERVER_REPORT_EXISTS') throw error
    return admitted.map((admission) => {
      const isTaken = admission.ok && admission.screened.report.reportUuid === error.place
      return isTaken ? { outcome: 'refused', error, report: admission.screened.report } : holdBack(admission)
    })
  }
}

function outcomeOf(admission: Admission, outcomes: ReadonlyMap<string, StoringOutcome> | undefined): DocumentOutcome {
  if (!admission.ok) return { ...admission, outcome: 'refused' }
  const { report } = admission.screened
  const outcome = outcomes?.get(report.reportUuid) ?? 'exists'
  if (outcome === 'exists') return { outcome: 'refused', error: reportExists(report.reportUuid), report }
  return { outcome, screened: admission.screened }
}

/** What becomes of a document if another one of its upload is refused, and uploads are taken as a whole only. */
function holdBack(admission: Admission): DocumentOutcome {
  if (!admission.ok) return { ...admission, outcome: 'refused' }
  const error = new CodedError('SERVER_UPLOAD_INCOMPLETE', 'another document of this upload was refused')
  return { outcome: 'refused', error, report: admission.screened.report }
}

type Admission =
  | { readonly ok: true; readonly screened: ScreenedReport }
  | { readonly ok: false; readonly error: CodedError; readonly report?: ParsedReport }

async function admit(
  database: Database,
  { account }: Upload,
  document: ReadDocument,
  seen: Set<string>,
): Promise<Admission> {
  if (!document.ok) return { ok: false, error: errorOf(document.refusal) }
  const { report } = document
  try {
    await authorise(database, account, [report])
    if (seen.has(report.reportUuid)) throw reportExists(report.reportUuid)
    const screened = requireScreened(document)
    seen.add(report.reportUuid)
    return { ok: true, screened }
  } catch (error) {
    if (error instanceof CodedError) return { ok: false, error, report }
    throw error
  }
}

/** Throws what screening has found, if the rules refuse it. */
function requireScreened({ report, masked, refusal }: ReadableDocument): ScreenedReport {
  if (refusal) throw errorOf(refusal)
  return { report, masked }
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

function questionOf({ format, at, credentialPolicy }: Upload, { bytes }: VerifiedUpload): UploadQuestion {
  return { bytes, format, at, credentialPolicy }
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
