import { sql } from 'kysely'
import type { ParsedReport } from '#report/parse-reports.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { recordAudit } from './audit.ts'
import type { Database } from './database.ts'
import { noteSuspectedFaults } from './note-suspected-faults.ts'
import { updateCurrentResults } from './update-current-results.ts'

/** One accepted request: what was sent, who sent it, and what it says. */
export interface Submission {
  /** Signature, separator and reports exactly as they came. */
  readonly body: Uint8Array
  readonly mediaType: string
  /** Of the signed bytes, in hexadecimal. */
  readonly signedSha256: string
  readonly key: { readonly keyType: string; readonly keyBody: string }
  readonly receivedAt: Date
  /** The subject of the account that sent it. */
  readonly submittedBy: string
  readonly reports: readonly ParsedReport[]
}

/** What became of a report: it is new, it came before in the same bytes, or its uuid belongs to another report. */
export type StoringOutcome = 'stored' | 'known' | 'exists'

/**
 * Stores a submission with its reports and results in one transaction: all or nothing, unless reports whose uuid is taken
 * are to be left out. The same signed bytes again change nothing and are no error, so that a client that lost the answer may
 * simply send again.
 *
 * @returns the outcomes by uuid; `exists` only where such reports are left out
 * @throws CodedError SERVER_REPORT_EXISTS if another submission brought one of the uuids, or if this one has it twice
 */
export async function insertSubmission(
  database: Database,
  submission: Submission,
  { leaveOutTaken = false } = {},
): Promise<ReadonlyMap<string, StoringOutcome>> {
  const uuids = submission.reports.map(({ reportUuid }) => reportUuid)
  const twice = uuids.find((uuid, index) => uuids.indexOf(uuid) !== index)
  if (twice !== undefined) throw reportExists(twice)
  return database.transaction().execute(async (transaction) => {
    await takeTurn(transaction, submission.reports)
    const id = await insertBody(transaction, submission)
    const stored = await insertReports(transaction, id, submission.reports)
    const taken = stored.size < uuids.length ? await findTaken(transaction, submission, stored) : new Set<string>()
    const [firstTaken] = taken
    if (firstTaken !== undefined && !leaveOutTaken) throw reportExists(firstTaken)
    const outcomes = new Map(
      uuids.map((uuid): [string, StoringOutcome] => {
        if (stored.has(uuid)) return [uuid, 'stored']
        return [uuid, taken.has(uuid) ? 'exists' : 'known']
      }),
    )
    if (stored.size === 0) {
      // All of it is here already, or is left out: the bytes are not needed again.
      await transaction.deleteFrom('submission').where('id', '=', id).execute()
      return outcomes
    }
    for (const report of submission.reports.filter(({ reportUuid }) => stored.has(reportUuid))) {
      await insertResults(transaction, report, stored.get(report.reportUuid))
      await updateCurrentResults(transaction, report)
      await noteSuspectedFaults(transaction, report, submission.receivedAt)
    }
    const { receivedAt: at, submittedBy: actor } = submission
    const about = { uuids: [...stored.keys()] }
    await recordAudit(transaction, { at, actor, action: 'reports-accepted', about })
    return outcomes
  })
}

export function reportExists(uuid: string): CodedError {
  return new CodedError('SERVER_REPORT_EXISTS', `there is already another report with the uuid ${uuid}`)
}

/**
 * Submissions about the same subject and scope wait for each other, so that runs are never updated from two sides. The
 * locks come before everything else and in a fixed order, so that nobody waits in a circle.
 */
async function takeTurn(transaction: Database, reports: readonly ParsedReport[]): Promise<void> {
  const names = JSON.stringify(reports.map(({ subject, scopeUuid }) => `${subject} ${scopeUuid}`))
  await sql`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT DISTINCT hashtextextended(name, 0) AS key
      FROM jsonb_array_elements_text(${names}::text::jsonb) AS name ORDER BY key
    ) AS ordered
  `.execute(transaction)
}

async function insertBody(transaction: Database, submission: Submission): Promise<number> {
  const { id } = await transaction
    .insertInto('submission')
    .values({
      body: submission.body,
      media_type: submission.mediaType,
      signed_sha256: submission.signedSha256,
      key_type: submission.key.keyType,
      key_body: submission.key.keyBody,
      received_at: submission.receivedAt,
      submitted_by: submission.submittedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The ids of the reports that were really inserted, by uuid. */
async function insertReports(
  transaction: Database,
  submissionId: number,
  reports: readonly ParsedReport[],
): Promise<Map<string, number>> {
  const stored = new Map<string, number>()
  // Always in the same order, so that two submissions with the same uuids wait for each other and never in a circle.
  for (const report of reports.toSorted((a, b) => (a.reportUuid < b.reportUuid ? -1 : 1))) {
    const { reportUuid: uuid, subject, scopeUuid, checkedAt, document } = report
    const { rows } = await sql<{ id: number }>`
      INSERT INTO report (submission_id, uuid, subject, scope_uuid, checked_at, document)
      SELECT ${submissionId}::bigint, ${uuid}::text, ${subject}::text, ${scopeUuid}::text, ${checkedAt}::timestamptz,
        ${JSON.stringify(document)}::text::jsonb
      WHERE NOT EXISTS (SELECT FROM forgotten_report WHERE uuid = ${uuid})
      ON CONFLICT (uuid) DO NOTHING
      RETURNING id
    `.execute(transaction)
    if (rows[0]) stored.set(uuid, rows[0].id)
  }
  return stored
}

/** The uuids under which other signed bytes are stored. */
async function findTaken(
  transaction: Database,
  { reports, signedSha256 }: Submission,
  stored: ReadonlyMap<string, number>,
): Promise<Set<string>> {
  const uuids = reports.map(({ reportUuid }) => reportUuid)
  const known = await transaction
    .selectFrom('report')
    .innerJoin('submission', 'submission.id', 'report.submission_id')
    .select(['report.uuid', 'submission.signed_sha256'])
    .where('report.uuid', 'in', uuids)
    .where('report.uuid', 'not in', ['', ...stored.keys()])
    .unionAll(transaction.selectFrom('forgotten_report').select(['uuid', 'signed_sha256']).where('uuid', 'in', uuids))
    .execute()
  return new Set(known.filter(({ signed_sha256 }) => signed_sha256 !== signedSha256).map(({ uuid }) => uuid))
}

async function insertResults(
  transaction: Database,
  { results }: ParsedReport,
  reportId: number | undefined,
): Promise<void> {
  const rows = results.map(({ testcaseId, verdict, scopeVersion }) => ({
    testcase_id: testcaseId,
    scope_version: scopeVersion ?? '*',
    verdict,
  }))
  await sql`
    INSERT INTO result (report_id, testcase_id, scope_version, verdict)
    SELECT ${reportId}::bigint, testcase_id, scope_version, verdict
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      AS given (testcase_id text, scope_version text, verdict text)
  `.execute(transaction)
}
