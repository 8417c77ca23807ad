import { sql } from 'kysely'
import { keptSince, mayForget, type RetentionRules } from '#evaluation/may-forget.ts'
import { recordAudit } from './audit.ts'
import type { Database } from './database.ts'

interface ForgetOptions {
  readonly at: Date
  readonly rules: RetentionRules
  /** Only counts. */
  readonly isDryRun: boolean
  readonly actor: string
}

export interface Forgotten {
  readonly reports: number
  /** Requests of which every report was forgotten; a signed body with one that is kept stays whole. */
  readonly submissions: number
  /** All of it is kept from here on. */
  readonly keptSince: Date
}

interface Candidate {
  readonly id: number
  readonly submissionId: number
  readonly checkedAt: Date
  readonly receivedAt: Date
  readonly bearsPeriod: boolean
  readonly isShown: boolean
}

/** So few that other requests get their turn in between. */
const BATCH = 500

/**
 * Deletes what the rules allow to forget (`mayForget`): reports with their results and signed bytes. Their uuids stay, so
 * that nothing else can come under them. Doing it again, or after an interruption, does what is left to do.
 */
export async function forgetReports(database: Database, options: ForgetOptions): Promise<Forgotten> {
  const { at, rules, isDryRun, actor } = options
  const horizon = keptSince(at, rules.keepMonths)
  let reports = 0
  let submissions = 0
  for (let after: number | undefined = 0; after !== undefined; ) {
    const batch = await forgetBatch(database, options, horizon, after)
    reports += batch.reports
    submissions += batch.submissions
    after = batch.next
  }
  const about = { reports, submissions, keptSince: horizon.toISOString() }
  if (!isDryRun) await recordAudit(database, { at, actor, action: 'reports-forgotten', about })
  return { reports, submissions, keptSince: horizon }
}

async function forgetBatch(
  database: Database,
  { at, rules, isDryRun }: ForgetOptions,
  horizon: Date,
  after: number,
): Promise<{ readonly reports: number; readonly submissions: number; readonly next: number | undefined }> {
  return database.transaction().execute(async (transaction) => {
    // Nobody may make a report the end of a run between the question and the deletion.
    if (!isDryRun) await sql`LOCK TABLE result_run IN SHARE MODE`.execute(transaction)
    const candidates = await readCandidates(transaction, horizon, after)
    const bySubmission = Map.groupBy(candidates, ({ submissionId }) => submissionId)
    const ids = [...bySubmission].flatMap(([id, own]) =>
      own.every((report) => mayForget(report, at, rules)) ? [id] : [],
    )
    const reports = ids.reduce((sum, id) => sum + (bySubmission.get(id)?.length ?? 0), 0)
    if (!isDryRun && ids.length > 0) await deleteSubmissions(transaction, ids, at)
    const seen = [...bySubmission.keys()]
    return { reports, submissions: ids.length, next: seen.length < BATCH ? undefined : Math.max(...seen) }
  })
}

async function readCandidates(transaction: Database, horizon: Date, after: number): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`
    WITH batch AS (
      SELECT id, received_at FROM submission WHERE id > ${after} AND received_at < ${horizon} ORDER BY id LIMIT ${BATCH}
    )
    SELECT report.id, batch.id AS "submissionId", report.checked_at AS "checkedAt", batch.received_at AS "receivedAt",
      report.uuid IN (
        SELECT first_report_uuid FROM result_run UNION ALL SELECT last_report_uuid FROM result_run
        UNION ALL SELECT run_report_uuid FROM current_result
      ) AS "bearsPeriod",
      report.uuid IN (
        SELECT report_uuid FROM current_result
        UNION ALL SELECT decisive_report_uuid FROM current_result WHERE decisive_report_uuid IS NOT NULL
      ) AS "isShown"
    FROM batch JOIN report ON report.submission_id = batch.id
  `.execute(transaction)
  return rows
}

async function deleteSubmissions(transaction: Database, ids: readonly number[], at: Date): Promise<void> {
  const wanted = sql`SELECT wanted_id::bigint FROM jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) AS wanted (wanted_id)`
  await sql`
    INSERT INTO forgotten_report
    SELECT report.uuid, submission.signed_sha256, report.subject, report.scope_uuid, report.checked_at,
      submission.received_at, ${at}::timestamptz
    FROM report JOIN submission ON submission.id = report.submission_id
    WHERE submission.id IN (${wanted})
  `.execute(transaction)
  await sql`
    DELETE FROM result USING report WHERE result.report_id = report.id AND report.submission_id IN (${wanted})
  `.execute(transaction)
  await sql`DELETE FROM report WHERE submission_id IN (${wanted})`.execute(transaction)
  await sql`DELETE FROM submission WHERE id IN (${wanted})`.execute(transaction)
}
