import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Database } from './database.ts'

interface PassQuestion {
  readonly subject: string
  readonly scopeUuid: string
  readonly testcaseIds: readonly TestcaseId[]
  /** Passes after this instant do not count. */
  readonly at: Date
}

/** Of each testcase that does not pass at an instant, when it last did, and in which report; nothing for those that never did. */
export async function readLastPasses(
  database: Database,
  { subject, scopeUuid, testcaseIds, at }: PassQuestion,
): Promise<Map<TestcaseId, { readonly checkedAt: Date; readonly reportUuid: string }>> {
  if (testcaseIds.length === 0) return new Map()
  const rows = await database
    .selectFrom('result_run')
    .select(['testcase_id', 'last_checked_at', 'last_report_uuid'])
    .where('subject', '=', subject)
    .where('scope_uuid', '=', scopeUuid)
    .where('testcase_id', 'in', testcaseIds)
    .where('verdict', '=', 'PASS')
    .where('last_checked_at', '<=', at)
    .distinctOn('testcase_id')
    .orderBy('testcase_id')
    .orderBy('last_checked_at', 'desc')
    .execute()
  return new Map(
    rows.map(({ testcase_id, last_checked_at, last_report_uuid }) => [
      testcase_id,
      { checkedAt: last_checked_at, reportUuid: last_report_uuid },
    ]),
  )
}
