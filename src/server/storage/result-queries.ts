import { sql } from 'kysely'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'

/** A result as it is listed, with what an assessor remarked; a PASS is approved without a remark. */
export interface ListedResult {
  readonly reportId: number
  readonly reportUuid: string
  readonly subject: string
  readonly checkedAt: Date
  readonly scopeUuid: string
  readonly scopeVersion: string
  readonly testcaseId: string
  readonly verdict: Verdict
  readonly isApproved: boolean
}

/** From when on results of a testcase are listed. */
export interface ListedSince {
  readonly scopeUuid: string
  readonly testcaseId: string
  readonly since: Date
}

/** The result after which a list goes on. */
export interface ResultPosition {
  readonly checkedAt: Date
  readonly reportId: number
  readonly testcaseId: string
  readonly scopeVersion: string
}

interface Question {
  readonly subject?: string
  readonly scopeUuid?: string
  readonly isApproved?: boolean
  readonly since: readonly ListedSince[]
  /** For testcases that `since` does not name. */
  readonly otherwiseSince: Date
  readonly after?: ResultPosition
  readonly limit: number
  readonly skip?: number
}

interface Row {
  readonly report_id: number
  readonly uuid: string
  readonly subject: string
  readonly checked_at: Date
  readonly scope_uuid: string
  readonly scope_version: string
  readonly testcase_id: string
  readonly verdict: Verdict
  readonly is_approved: boolean
}

/** Results that have not expired long ago, newest first. */
export async function readListedResults(database: Database, question: Question): Promise<ListedResult[]> {
  const { since, otherwiseSince, after, limit, skip = 0 } = question
  const earliest = new Date(Math.min(...[otherwiseSince, ...since.map((rule) => rule.since)].map(Number)))
  const rules = since.map(({ scopeUuid, testcaseId, since: from }) => ({
    scope_uuid: scopeUuid,
    testcase_id: testcaseId,
    since: from.toISOString(),
  }))
  const where = [
    sql`report.checked_at >= ${earliest}`,
    sql`report.checked_at >= coalesce(rule.since, ${otherwiseSince})`,
    ...(question.subject === undefined ? [] : [sql`report.subject = ${question.subject}`]),
    ...(question.scopeUuid === undefined ? [] : [sql`report.scope_uuid = ${question.scopeUuid}`]),
    ...(question.isApproved === undefined
      ? []
      : [sql`coalesce(remark.is_approved, result.verdict = 'PASS') = ${question.isApproved}`]),
    ...(after ? [isAfter(after)] : []),
  ]
  const { rows } = await sql<Row>`
    SELECT report.id AS report_id, report.uuid, report.subject, report.checked_at, report.scope_uuid,
      result.scope_version, result.testcase_id, result.verdict,
      coalesce(remark.is_approved, result.verdict = 'PASS') AS is_approved
    FROM report
    JOIN result ON result.report_id = report.id
    LEFT JOIN remark ON remark.report_id = result.report_id AND remark.testcase_id = result.testcase_id
      AND remark.scope_version = result.scope_version
    LEFT JOIN jsonb_to_recordset(${JSON.stringify(rules)}::text::jsonb)
      AS rule (scope_uuid text, testcase_id text, since timestamptz)
      ON rule.scope_uuid = report.scope_uuid AND rule.testcase_id = result.testcase_id
    WHERE ${sql.join(where, sql` AND `)}
    ORDER BY report.checked_at DESC, report.id DESC, result.testcase_id COLLATE "C", result.scope_version COLLATE "C"
    LIMIT ${limit} OFFSET ${skip}
  `.execute(database)
  return rows.map((row) => ({
    reportId: row.report_id,
    reportUuid: row.uuid,
    subject: row.subject,
    checkedAt: row.checked_at,
    scopeUuid: row.scope_uuid,
    scopeVersion: row.scope_version,
    testcaseId: row.testcase_id,
    verdict: row.verdict,
    isApproved: row.is_approved,
  }))
}

function isAfter({ checkedAt, reportId, testcaseId, scopeVersion }: ResultPosition) {
  return sql`(
    (report.checked_at, report.id) < (${checkedAt}, ${reportId}::bigint)
    OR (report.checked_at, report.id) = (${checkedAt}, ${reportId}::bigint)
      AND (result.testcase_id COLLATE "C", result.scope_version COLLATE "C") > (${testcaseId}, ${scopeVersion})
  )`
}
