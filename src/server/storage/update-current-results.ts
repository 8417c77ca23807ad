import { sql } from 'kysely'
import type { ParsedReport } from '#report/parse-reports.ts'
import { STANDINGS_BY_WEIGHT, type Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'
import { type LateResult, placeLateResults } from './place-late-results.ts'

/** A result that begins a run, or is not newer than the one that counts. */
interface Changing extends LateResult {
  readonly reportUuid: string
  readonly isLate: boolean
}

/**
 * Lets the results of reports, which are stored already, take the place of older ones, and keeps the runs of equal
 * verdicts. Of the same instant the weightier counts (FAIL over ABORT over PASS), as the evaluation has it. At most one
 * report for each subject and scope, of which the caller holds the locks.
 *
 * @returns the reports that may change an evaluation; one that only carries on runs of verdicts does not
 */
export async function updateCurrentResults(
  transaction: Database,
  reports: readonly ParsedReport[],
): Promise<readonly ParsedReport[]> {
  const given = reports.map((report) => ({
    subject: report.subject,
    scope_uuid: report.scopeUuid,
    checked_at: report.checkedAt,
    report_uuid: report.reportUuid,
    verdicts: Object.fromEntries(weightiest(report)),
  }))
  const { rows } = await sql<Changing>`
    WITH given AS (
      SELECT subject, scope_uuid, verdict.key AS testcase_id, verdict.value AS verdict, checked_at, report_uuid
      FROM jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb)
        AS given (subject text, scope_uuid text, checked_at timestamptz, report_uuid text, verdicts jsonb)
      CROSS JOIN LATERAL jsonb_each_text(verdicts) AS verdict
    ), closed AS (
      INSERT INTO result_run
      SELECT subject, scope_uuid, testcase_id, current.verdict, current.run_checked_at, current.run_report_uuid,
        current.checked_at, current.report_uuid
      FROM current_result AS current JOIN given USING (subject, scope_uuid, testcase_id)
      WHERE given.checked_at > current.checked_at
        AND NOT continues_run(current.verdict, current.checked_at, given.verdict, given.checked_at)
    ), changing AS (
      SELECT given.report_uuid AS "reportUuid", testcase_id AS "testcaseId", given.verdict,
        current.verdict IS NOT NULL AND given.checked_at <= current.checked_at AS "isLate"
      FROM given LEFT JOIN current_result AS current USING (subject, scope_uuid, testcase_id)
      WHERE current.verdict IS NULL
        OR given.checked_at > current.checked_at
          AND NOT continues_run(current.verdict, current.checked_at, given.verdict, given.checked_at)
        OR given.checked_at <= current.checked_at AND NOT (
          given.verdict = current.verdict
          AND current.run_checked_at < given.checked_at AND given.checked_at < current.checked_at
        )
    ), written AS (
      INSERT INTO current_result AS current (
        subject, scope_uuid, testcase_id, verdict, checked_at, report_uuid, run_checked_at, run_report_uuid,
        decisive_verdict, decisive_checked_at, decisive_report_uuid
      )
      SELECT subject, scope_uuid, testcase_id, verdict, checked_at, report_uuid, checked_at, report_uuid,
        CASE WHEN verdict <> 'ABORT' THEN verdict END,
        CASE WHEN verdict <> 'ABORT' THEN checked_at END,
        CASE WHEN verdict <> 'ABORT' THEN report_uuid END
      FROM given
      ON CONFLICT (subject, scope_uuid, testcase_id) DO UPDATE SET
        (verdict, checked_at, report_uuid, run_checked_at, run_report_uuid) = (
          SELECT excluded.verdict, excluded.checked_at, excluded.report_uuid,
            CASE WHEN continues THEN current.run_checked_at ELSE excluded.checked_at END,
            CASE WHEN continues THEN current.run_report_uuid ELSE excluded.report_uuid END
          FROM continues_run(current.verdict, current.checked_at, excluded.verdict, excluded.checked_at) AS continues
          WHERE excluded.checked_at > current.checked_at
          UNION ALL
          SELECT current.verdict, current.checked_at, current.report_uuid, current.run_checked_at, current.run_report_uuid
          WHERE excluded.checked_at <= current.checked_at
        ),
        (decisive_verdict, decisive_checked_at, decisive_report_uuid) = (
          SELECT winner.verdict, winner.checked_at, winner.report_uuid
          FROM (VALUES
            (current.decisive_verdict, current.decisive_checked_at, current.decisive_report_uuid),
            (excluded.decisive_verdict, excluded.decisive_checked_at, excluded.decisive_report_uuid)
          ) AS winner (verdict, checked_at, report_uuid)
          ORDER BY checked_at DESC NULLS LAST, verdict_rank(verdict), report_uuid COLLATE "C" LIMIT 1
        )
    )
    SELECT * FROM changing
  `.execute(transaction)
  const byReport = Map.groupBy(rows, ({ reportUuid }) => reportUuid)
  for (const report of reports) {
    const late = byReport.get(report.reportUuid)?.filter(({ isLate }) => isLate) ?? []
    if (late.length > 0) await placeLateResults(transaction, report, late)
  }
  return reports.filter(({ reportUuid }) => byReport.has(reportUuid))
}

/** Reports of the old style have several results of a testcase; the weightiest counts. */
function weightiest({ results }: ParsedReport): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  for (const { testcaseId, verdict } of results) {
    const other = verdicts.get(testcaseId)
    const isWeightier = !other || STANDINGS_BY_WEIGHT.indexOf(verdict) < STANDINGS_BY_WEIGHT.indexOf(other)
    if (isWeightier) verdicts.set(testcaseId, verdict)
  }
  return verdicts
}
