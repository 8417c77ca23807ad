import { sql } from 'kysely'
import type { DatedResult } from '#evaluation/compliance.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'

/** Results by subject, then by uuid of the scope. */
export type ResultsBySubject = ReadonlyMap<string, ReadonlyMap<string, readonly DatedResult[]>>

interface Question {
  /** Absent: all subjects. */
  readonly subjects?: readonly string[]
  /** Absent: all scopes. */
  readonly scopeUuid?: string
  readonly at: Date
}

/** One result that an evaluation needs. */
export interface PlacedResultRow {
  readonly subject: string
  readonly scope_uuid: string
  readonly testcase_id: string
  readonly verdict: Verdict
  readonly checked_at: Date
  readonly report_uuid: string
}

/**
 * What an evaluation needs at a moment close to now: per subject, scope and testcase the newest result and the newest PASS
 * or FAIL. Results from clocks that run ahead (at most five minutes are accepted) hide nothing: for these the last result
 * before the moment is looked up.
 */
export async function readCurrentResults(database: Database, question: Question): Promise<ResultsBySubject> {
  let query = database.selectFrom('current_result').selectAll()
  if (question.subjects) query = query.where('subject', 'in', ['', ...question.subjects])
  if (question.scopeUuid !== undefined) query = query.where('scope_uuid', '=', question.scopeUuid)
  const current = await query.orderBy('subject').orderBy('scope_uuid').orderBy('testcase_id').execute()
  const rows = current.flatMap((row): PlacedResultRow[] => {
    const { decisive_verdict: verdict, decisive_checked_at: checkedAt, decisive_report_uuid: uuid } = row
    if (verdict === null || checkedAt === null || uuid === null || row.verdict !== 'ABORT') return [row]
    return [row, { ...row, verdict, checked_at: checkedAt, report_uuid: uuid }]
  })
  const ahead = current.filter(({ checked_at }) => checked_at > question.at)
  const earlier = ahead.length === 0 ? [] : await readEarlierResults(database, ahead, question.at)
  return bySubject([...rows, ...earlier])
}

async function readEarlierResults(
  database: Database,
  ahead: readonly Pick<PlacedResultRow, 'subject' | 'scope_uuid' | 'testcase_id'>[],
  at: Date,
): Promise<PlacedResultRow[]> {
  const wanted = ahead.map(({ subject, scope_uuid, testcase_id }) => ({ subject, scope_uuid, testcase_id }))
  const { rows } = await sql<PlacedResultRow>`
    SELECT wanted.subject, wanted.scope_uuid, wanted.testcase_id, found.verdict, found.checked_at, found.report_uuid
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb)
      AS wanted (subject text, scope_uuid text, testcase_id text)
    CROSS JOIN LATERAL (
      SELECT DISTINCT ON (result.verdict = 'ABORT') result.verdict, report.checked_at, report.uuid AS report_uuid
      FROM report JOIN result ON result.report_id = report.id AND result.testcase_id = wanted.testcase_id
      WHERE report.subject = wanted.subject AND report.scope_uuid = wanted.scope_uuid AND report.checked_at <= ${at}
      ORDER BY result.verdict = 'ABORT', report.checked_at DESC, array_position(ARRAY['FAIL', 'ABORT', 'PASS'], result.verdict)
    ) AS found
  `.execute(database)
  return rows
}

export function bySubject(rows: readonly PlacedResultRow[]): ResultsBySubject {
  const subjects = new Map<string, Map<string, DatedResult[]>>()
  for (const { subject, scope_uuid, testcase_id, verdict, checked_at, report_uuid } of rows) {
    const scopes = subjects.get(subject) ?? new Map<string, DatedResult[]>()
    subjects.set(subject, scopes)
    const results = scopes.get(scope_uuid) ?? []
    scopes.set(scope_uuid, results)
    results.push({ testcaseId: testcase_id, verdict, checkedAt: checked_at, reportUuid: report_uuid })
  }
  return subjects
}
