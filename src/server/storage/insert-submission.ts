import { sql } from 'kysely'
import type { ParsedReport } from '#report/parse-reports.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { recordAudit } from './audit.ts'
import type { Database } from './database.ts'

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
    const fresh = submission.reports.filter(({ reportUuid }) => stored.has(reportUuid))
    await insertResults(transaction, fresh, stored)
    await updateCurrentResults(transaction, fresh)
    const { receivedAt: at, submittedBy: actor } = submission
    const about = { uuids: [...stored.keys()] }
    await recordAudit(transaction, { at, actor, action: 'reports-accepted', about })
    return outcomes
  })
}

export function reportExists(uuid: string): CodedError {
  return new CodedError('SERVER_REPORT_EXISTS', `there is already another report with the uuid ${uuid}`)
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
    const row = await transaction
      .insertInto('report')
      .values({
        submission_id: submissionId,
        uuid: report.reportUuid,
        subject: report.subject,
        scope_uuid: report.scopeUuid,
        checked_at: report.checkedAt,
        document: JSON.stringify(report.document),
      })
      .onConflict((conflict) => conflict.column('uuid').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row) stored.set(report.reportUuid, row.id)
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
    .execute()
  return new Set(known.filter(({ signed_sha256 }) => signed_sha256 !== signedSha256).map(({ uuid }) => uuid))
}

async function insertResults(
  transaction: Database,
  reports: readonly ParsedReport[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  for (const { reportUuid, results } of reports) {
    const rows = results.map(({ testcaseId, verdict, scopeVersion }) => ({
      testcase_id: testcaseId,
      scope_version: scopeVersion ?? '*',
      verdict,
    }))
    await sql`
      INSERT INTO result (report_id, testcase_id, scope_version, verdict)
      SELECT ${ids.get(reportUuid)}::bigint, testcase_id, scope_version, verdict
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        AS given (testcase_id text, scope_version text, verdict text)
    `.execute(transaction)
  }
}

/**
 * Lets every result that is newer than the current one take its place. Of the same instant the weightier one counts
 * (FAIL over ABORT over PASS), as the evaluation has it.
 */
async function updateCurrentResults(transaction: Database, reports: readonly ParsedReport[]): Promise<void> {
  const rows = reports.flatMap(({ reportUuid, subject, scopeUuid, checkedAt, results }) =>
    results.map(({ testcaseId, verdict }) => ({
      subject,
      scope_uuid: scopeUuid,
      testcase_id: testcaseId,
      verdict,
      checked_at: checkedAt.toISOString(),
      report_uuid: reportUuid,
    })),
  )
  await sql`
    WITH given AS (
      SELECT *, array_position(ARRAY['FAIL', 'ABORT', 'PASS'], verdict) AS rank
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS row (
        subject text, scope_uuid text, testcase_id text, verdict text, checked_at timestamptz, report_uuid text
      )
    ), newest AS (
      SELECT DISTINCT ON (subject, scope_uuid, testcase_id) *
      FROM given ORDER BY subject, scope_uuid, testcase_id, checked_at DESC, rank
    ), decisive AS (
      SELECT DISTINCT ON (subject, scope_uuid, testcase_id) *
      FROM given WHERE verdict <> 'ABORT' ORDER BY subject, scope_uuid, testcase_id, checked_at DESC, rank
    )
    INSERT INTO current_result AS current (
      subject, scope_uuid, testcase_id, verdict, checked_at, report_uuid,
      decisive_verdict, decisive_checked_at, decisive_report_uuid
    )
    SELECT newest.subject, newest.scope_uuid, newest.testcase_id, newest.verdict, newest.checked_at, newest.report_uuid,
      decisive.verdict, decisive.checked_at, decisive.report_uuid
    FROM newest LEFT JOIN decisive USING (subject, scope_uuid, testcase_id)
    ORDER BY newest.subject, newest.scope_uuid, newest.testcase_id
    ON CONFLICT (subject, scope_uuid, testcase_id) DO UPDATE SET
      (verdict, checked_at, report_uuid) = (
        SELECT winner.verdict, winner.checked_at, winner.report_uuid
        FROM (VALUES
          (current.verdict, current.checked_at, current.report_uuid),
          (excluded.verdict, excluded.checked_at, excluded.report_uuid)
        ) AS winner (verdict, checked_at, report_uuid)
        ORDER BY checked_at DESC, array_position(ARRAY['FAIL', 'ABORT', 'PASS'], verdict) LIMIT 1
      ),
      (decisive_verdict, decisive_checked_at, decisive_report_uuid) = (
        SELECT winner.verdict, winner.checked_at, winner.report_uuid
        FROM (VALUES
          (current.decisive_verdict, current.decisive_checked_at, current.decisive_report_uuid),
          (excluded.decisive_verdict, excluded.decisive_checked_at, excluded.decisive_report_uuid)
        ) AS winner (verdict, checked_at, report_uuid)
        ORDER BY checked_at DESC NULLS LAST, array_position(ARRAY['FAIL', 'PASS'], verdict) LIMIT 1
      )
  `.execute(transaction)
}
