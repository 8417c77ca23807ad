import { sql } from 'kysely'
import { bySubject, type PlacedResultRow, type ResultsBySubject } from './current-results.ts'
import type { Database } from './database.ts'

interface Question {
  readonly at: Date
  /** Only what had been received by then; absent: everything. */
  readonly known?: Date
  /** Absent: all. */
  readonly subjects?: readonly string[]
  readonly scopeUuid?: string
}

/**
 * What an evaluation at an earlier instant needs: of each subject, scope and testcase the newest result by then, and the
 * newest PASS or FAIL (of one instant the weightiest result counts alone). The cost grows with subjects and testcases, not with the stored reports: with everything known it
 * goes from run to run, else from report to report, backwards from the instant.
 */
export async function readResultsAt(database: Database, question: Question): Promise<ResultsBySubject> {
  const query = question.known === undefined ? fromRuns(question) : fromReports(question, question.known)
  const { rows } = await query.execute(database)
  return bySubject(rows)
}

/** Every testcase of which there is a result at all is among the current ones, whenever it was. */
function placesAsked({ subjects, scopeUuid }: Question) {
  const ofSubjects = subjects
    ? sql`subject IN (SELECT jsonb_array_elements_text(${JSON.stringify(subjects)}::text::jsonb))`
    : sql`true`
  return sql`${ofSubjects} AND ${scopeUuid === undefined ? sql`true` : sql`scope_uuid = ${scopeUuid}`}`
}

/**
 * Within a run there was a result of the day before at the latest (`continues_run`), also where the reports in its middle
 * have been forgotten; then the newest that is left stands for it.
 */
function fromRuns(question: Question) {
  const { at } = question
  return sql<PlacedResultRow>`
    WITH newest AS MATERIALIZED (
      SELECT subject, scope_uuid, testcase_id, verdict, run_checked_at AS first_checked_at,
        checked_at AS last_checked_at, report_uuid AS last_report_uuid
      FROM current_result WHERE run_checked_at <= ${at} AND ${placesAsked(question)}
      UNION ALL
      SELECT current.subject, current.scope_uuid, current.testcase_id, run.verdict, run.first_checked_at,
        run.last_checked_at, run.last_report_uuid
      FROM (SELECT * FROM current_result WHERE run_checked_at > ${at} AND ${placesAsked(question)}) AS current
      CROSS JOIN LATERAL (
        SELECT * FROM result_run
        WHERE result_run.subject = current.subject AND result_run.scope_uuid = current.scope_uuid
          AND result_run.testcase_id = current.testcase_id AND result_run.first_checked_at <= ${at}
        ORDER BY result_run.first_checked_at DESC LIMIT 1
      ) AS run
    )
    SELECT subject, scope_uuid, testcase_id, verdict, last_checked_at AS checked_at, last_report_uuid AS report_uuid
    FROM newest WHERE last_checked_at <= ${at}
    UNION ALL
    SELECT newest.subject, newest.scope_uuid, newest.testcase_id, newest.verdict,
      GREATEST(found.checked_at, (date_trunc('day', ${at}::timestamptz AT TIME ZONE 'UTC') - interval '1 day') AT TIME ZONE 'UTC'),
      found.uuid
    FROM newest
    CROSS JOIN LATERAL (
      SELECT report.checked_at, report.uuid
      FROM report JOIN result ON result.report_id = report.id AND result.testcase_id = newest.testcase_id
      WHERE report.subject = newest.subject AND report.scope_uuid = newest.scope_uuid
        AND report.checked_at >= newest.first_checked_at AND report.checked_at <= ${at}
      ORDER BY report.checked_at DESC, verdict_rank(result.verdict), report.uuid COLLATE "C" LIMIT 1
    ) AS found
    WHERE newest.last_checked_at > ${at}
    UNION ALL
    SELECT newest.subject, newest.scope_uuid, newest.testcase_id, run.verdict, run.last_checked_at, run.last_report_uuid
    FROM newest
    CROSS JOIN LATERAL (
      SELECT * FROM result_run
      WHERE result_run.subject = newest.subject AND result_run.scope_uuid = newest.scope_uuid
        AND result_run.testcase_id = newest.testcase_id AND result_run.first_checked_at < newest.first_checked_at
        AND result_run.verdict <> 'ABORT'
      ORDER BY result_run.first_checked_at DESC LIMIT 1
    ) AS run
    WHERE newest.verdict = 'ABORT'
  `
}

function fromReports(question: Question, known: Date) {
  const { at } = question
  const received = sql`
    FROM report JOIN submission ON submission.id = report.submission_id AND submission.received_at <= ${known}
    WHERE report.subject = place.subject AND report.scope_uuid = place.scope_uuid AND report.checked_at <= ${at}`
  const results = sql`
    SELECT result.verdict, report.checked_at, report.uuid
    FROM report
    JOIN submission ON submission.id = report.submission_id AND submission.received_at <= ${known}
    JOIN result ON result.report_id = report.id AND result.testcase_id = wanted.testcase_id
    WHERE report.subject = wanted.subject AND report.scope_uuid = wanted.scope_uuid AND report.checked_at <= ${at}`
  const newestFirst = sql`ORDER BY report.checked_at DESC, verdict_rank(result.verdict), report.uuid COLLATE "C" LIMIT 1`
  return sql<PlacedResultRow>`
    WITH place AS MATERIALIZED (
      SELECT subject, scope_uuid FROM state_change AS place
      WHERE ${placesAsked(question)} AND EXISTS (SELECT ${received})
    ), wanted AS MATERIALIZED (
      SELECT subject, scope_uuid, testcase_id FROM current_result JOIN place USING (subject, scope_uuid)
      WHERE run_checked_at <= ${at} OR EXISTS (
        SELECT FROM result_run
        WHERE result_run.subject = current_result.subject AND result_run.scope_uuid = current_result.scope_uuid
          AND result_run.testcase_id = current_result.testcase_id AND result_run.first_checked_at <= ${at}
      )
    )
    SELECT wanted.subject, wanted.scope_uuid, wanted.testcase_id, found.verdict, found.checked_at, found.uuid AS report_uuid
    FROM wanted
    CROSS JOIN LATERAL (
      (${results} ${newestFirst}) UNION (${results} AND result.verdict <> 'ABORT' ${newestFirst})
    ) AS found
  `
}
