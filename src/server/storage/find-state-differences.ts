import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A testcase of a subject of which the kept state is not what all results give. */
export interface StateDifference {
  readonly subject: string
  readonly scopeUuid: string
  readonly testcaseId: string
  readonly table: 'runs' | 'last certain results'
}

/**
 * Compares the state that is kept up to date on write with one computed from all stored results; an empty list is as it
 * must be, as long as nothing was forgotten. Reads everything: for tests and checks of a backup.
 */
export async function findStateDifferences(database: Database): Promise<readonly StateDifference[]> {
  const { rows } = await sql<StateDifference>`
    WITH kept_run AS (
      SELECT subject, scope_uuid, testcase_id, verdict, first_checked_at, first_report_uuid, last_checked_at, last_report_uuid
      FROM result_run
      UNION ALL
      SELECT subject, scope_uuid, testcase_id, verdict, run_checked_at, run_report_uuid, checked_at, report_uuid
      FROM current_result
    ), right_run AS (
      SELECT subject, scope_uuid, testcase_id, verdict, first_checked_at, first_report_uuid, last_checked_at, last_report_uuid
      FROM computed_run
    ), right_certain AS (
      SELECT DISTINCT ON (report.subject, report.scope_uuid, result.testcase_id)
        report.subject, report.scope_uuid, result.testcase_id, result.verdict, report.checked_at, report.uuid
      FROM report JOIN result ON result.report_id = report.id WHERE result.verdict <> 'ABORT'
      ORDER BY report.subject, report.scope_uuid, result.testcase_id, report.checked_at DESC,
        verdict_rank(result.verdict), report.uuid COLLATE "C"
    ), kept_certain AS (
      SELECT subject, scope_uuid, testcase_id, decisive_verdict, decisive_checked_at, decisive_report_uuid
      FROM current_result WHERE decisive_verdict IS NOT NULL
    ), differing AS (
      (SELECT *, 'runs' AS kind FROM kept_run EXCEPT ALL SELECT *, 'runs' FROM right_run)
      UNION ALL (SELECT *, 'runs' FROM right_run EXCEPT ALL SELECT *, 'runs' FROM kept_run)
    ), differing_certain AS (
      (SELECT * FROM kept_certain EXCEPT ALL SELECT * FROM right_certain)
      UNION ALL (SELECT * FROM right_certain EXCEPT ALL SELECT * FROM kept_certain)
    )
    SELECT DISTINCT subject, scope_uuid AS "scopeUuid", testcase_id AS "testcaseId", kind AS "table" FROM differing
    UNION SELECT DISTINCT subject, scope_uuid, testcase_id, 'last certain results' FROM differing_certain
  `.execute(database)
  return rows
}
