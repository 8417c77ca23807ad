import type { DatedResult } from '#evaluation/compliance.ts'
import type { KnownResult } from '#evaluation/testcase-steps.ts'
import { resultsOfRun } from '#evaluation/verdict-runs.ts'
import type { Database } from './database.ts'

/**
 * What is taken as known: everything that is stored (`now`), what had been received at an instant, or at each instant what
 * had been received by then (`then`), which is what the pages showed.
 */
export type Known = 'now' | 'then' | Date

interface HistoryQuestion {
  readonly subject: string
  readonly scopeUuid: string
  readonly from: Date
  readonly until: Date
  readonly known: Known
}

/** A result of the lifetime `year` counts for at most 14 months. */
const LONGEST_LIFETIME_MONTHS = 14

/**
 * The results that a history of the span needs. As known now these are the ends of the runs that are kept on write, so
 * that the cost grows with the changes and not with the reports; else all results of the span.
 */
export async function readHistory(database: Database, question: HistoryQuestion): Promise<KnownResult[]> {
  return question.known === 'now' ? readRuns(database, question) : readReceived(database, question, question.known)
}

async function readRuns(database: Database, { subject, scopeUuid, until }: HistoryQuestion): Promise<DatedResult[]> {
  const place = { subject, scope_uuid: scopeUuid }
  const rows = await database
    .selectFrom('result_run')
    .select(['testcase_id', 'verdict', 'first_checked_at', 'first_report_uuid', 'last_checked_at', 'last_report_uuid'])
    .where((where) => where.and(place))
    .where('first_checked_at', '<', until)
    .unionAll(
      database
        .selectFrom('current_result')
        .select([
          'testcase_id',
          'verdict',
          'run_checked_at as first_checked_at',
          'run_report_uuid as first_report_uuid',
        ])
        .select(['checked_at as last_checked_at', 'report_uuid as last_report_uuid'])
        .where((where) => where.and(place))
        .where('run_checked_at', '<', until),
    )
    .execute()
  return rows.flatMap((row) =>
    resultsOfRun(row.testcase_id, {
      verdict: row.verdict,
      first: { checkedAt: row.first_checked_at, reportUuid: row.first_report_uuid },
      last: { checkedAt: row.last_checked_at, reportUuid: row.last_report_uuid },
    }),
  )
}

async function readReceived(
  database: Database,
  { subject, scopeUuid, from, until }: HistoryQuestion,
  known: 'then' | Date,
): Promise<KnownResult[]> {
  const since = new Date(from)
  since.setUTCMonth(since.getUTCMonth() - LONGEST_LIFETIME_MONTHS - 1)
  const rows = await database
    .selectFrom('report')
    .innerJoin('submission', 'submission.id', 'report.submission_id')
    .innerJoin('result', 'result.report_id', 'report.id')
    .select(['result.testcase_id', 'result.verdict', 'report.checked_at', 'report.uuid', 'submission.received_at'])
    .where('report.subject', '=', subject)
    .where('report.scope_uuid', '=', scopeUuid)
    .where('report.checked_at', '>=', since)
    .where('report.checked_at', '<', until)
    .where('submission.received_at', '<=', known === 'then' ? until : known)
    .execute()
  return rows.map((row) => ({
    testcaseId: row.testcase_id,
    verdict: row.verdict,
    checkedAt: row.checked_at,
    reportUuid: row.uuid,
    ...(known === 'then' && { knownFrom: row.received_at }),
  }))
}

/** Whether anything was ever reported about a subject, also of one without an account. */
export async function hasResults(database: Database, subject: string): Promise<boolean> {
  const row = await database
    .selectFrom('current_result')
    .select('subject')
    .where('subject', '=', subject)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
