import { sql } from 'kysely'
import type { ParsedReport } from '#report/parse-reports.ts'
import { recordAudit } from './audit.ts'
import type { Database } from './database.ts'

/** A testcase that changes on so many subjects, and on such a share of them, within so many hours is suspect. */
export const SUSPICION = { subjects: 3, share: 0.5, hours: 24 }
/** A suspicion is told once, not with every further subject. */
const QUIET_DAYS = 7

interface Suspicion {
  readonly testcaseId: string
  readonly verdict: string
  readonly subjects: readonly string[]
  readonly tested: number
}

/**
 * Notes testcases that a report changed and that changed to the same verdict on many subjects in the last day: that is rather a
 * fault of the suite or of something upstream. Each is noted once, and recorded for the maintainers.
 */
export async function noteSuspectedFaults(
  transaction: Database,
  {
    reportUuid,
    subject,
    scopeUuid,
    checkedAt,
  }: Pick<ParsedReport, 'reportUuid' | 'subject' | 'scopeUuid' | 'checkedAt'>,
  at: Date,
): Promise<void> {
  const { rows } = await sql<Suspicion>`
    WITH changed AS (
      SELECT testcase_id, verdict FROM current_result AS own
      WHERE subject = ${subject} AND scope_uuid = ${scopeUuid} AND run_report_uuid = ${reportUuid} AND EXISTS (
        SELECT FROM result_run AS earlier WHERE earlier.subject = own.subject AND earlier.scope_uuid = own.scope_uuid
          AND earlier.testcase_id = own.testcase_id AND earlier.verdict <> own.verdict
      )
    ), recent AS (
      SELECT current.testcase_id, current.subject, current.verdict,
        current.run_checked_at > ${checkedAt}::timestamptz - make_interval(hours => ${SUSPICION.hours}) AND EXISTS (
        SELECT FROM result_run WHERE result_run.subject = current.subject
          AND result_run.scope_uuid = current.scope_uuid AND result_run.testcase_id = current.testcase_id
          AND result_run.verdict <> current.verdict AND result_run.first_checked_at < current.run_checked_at
          AND result_run.last_checked_at >= current.run_checked_at - interval '14 days'
      ) AS has_changed
      FROM current_result AS current JOIN changed USING (testcase_id)
      WHERE current.scope_uuid = ${scopeUuid}
        AND current.checked_at > ${checkedAt}::timestamptz - make_interval(hours => ${SUSPICION.hours})
    )
    SELECT changed.testcase_id AS "testcaseId", changed.verdict,
      jsonb_agg(recent.subject ORDER BY recent.subject) FILTER (WHERE recent.has_changed AND recent.verdict = changed.verdict) AS subjects,
      count(*)::integer AS tested
    FROM changed JOIN recent USING (testcase_id)
    WHERE NOT EXISTS (
      SELECT FROM suspected_fault AS known WHERE known.scope_uuid = ${scopeUuid} AND known.testcase_id = changed.testcase_id
        AND known.verdict = changed.verdict AND known.noticed_at > ${at}::timestamptz - make_interval(days => ${QUIET_DAYS})
    )
    GROUP BY changed.testcase_id, changed.verdict
    HAVING count(*) FILTER (WHERE recent.has_changed AND recent.verdict = changed.verdict) >= ${SUSPICION.subjects}
      AND count(*) FILTER (WHERE recent.has_changed AND recent.verdict = changed.verdict) >= ${SUSPICION.share}::float8 * count(*)
  `.execute(transaction)
  for (const { testcaseId, verdict, subjects, tested } of rows) {
    await sql`
      INSERT INTO suspected_fault (scope_uuid, testcase_id, verdict, noticed_at, subjects, tested)
      VALUES (${scopeUuid}, ${testcaseId}, ${verdict}, ${at}, ${JSON.stringify(subjects)}::text::jsonb, ${tested})
    `.execute(transaction)
    const about = { testcase: testcaseId, verdict, subjects, tested }
    await recordAudit(transaction, { at, actor: 'siegel', action: 'suite-fault-suspected', about })
  }
}
