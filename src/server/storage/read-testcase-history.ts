import type { DatedResult } from '#evaluation/compliance.ts'
import { resultsOfRun } from '#evaluation/verdict-runs.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Database } from './database.ts'

/** The ends of all runs of one testcase, by subject, then by uuid of the scope; see `readHistory`. */
export async function readTestcaseHistory(
  database: Database,
  { testcaseId, since }: { readonly testcaseId: TestcaseId; readonly since: Date },
): Promise<Map<string, Map<string, DatedResult[]>>> {
  const rows = await database
    .selectFrom('result_run')
    .select(['subject', 'scope_uuid', 'verdict', 'first_checked_at', 'first_report_uuid'])
    .select(['last_checked_at', 'last_report_uuid'])
    .where('testcase_id', '=', testcaseId)
    .where('last_checked_at', '>=', since)
    .unionAll(
      database
        .selectFrom('current_result')
        .select(['subject', 'scope_uuid', 'verdict', 'run_checked_at as first_checked_at'])
        .select(['run_report_uuid as first_report_uuid'])
        .select(['checked_at as last_checked_at', 'report_uuid as last_report_uuid'])
        .where('testcase_id', '=', testcaseId)
        .where('checked_at', '>=', since),
    )
    .execute()
  const subjects = new Map<string, Map<string, DatedResult[]>>()
  for (const row of rows) {
    const scopes = subjects.get(row.subject) ?? new Map<string, DatedResult[]>()
    subjects.set(row.subject, scopes)
    const results = scopes.get(row.scope_uuid) ?? []
    scopes.set(row.scope_uuid, results)
    results.push(
      ...resultsOfRun(testcaseId, {
        verdict: row.verdict,
        first: { checkedAt: row.first_checked_at, reportUuid: row.first_report_uuid },
        last: { checkedAt: row.last_checked_at, reportUuid: row.last_report_uuid },
      }),
    )
  }
  return subjects
}
