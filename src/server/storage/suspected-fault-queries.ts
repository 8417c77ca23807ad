import type { Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'

export interface SuspectedFault {
  readonly id: number
  readonly scopeUuid: string
  readonly testcaseId: string
  /** To which it changed. */
  readonly verdict: Verdict
  readonly noticedAt: Date
  readonly subjects: readonly string[]
  /** How many subjects were tested for it in the same time. */
  readonly tested: number
}

/** What was noted, newest first; `before` is the id from which on it is left out. */
export async function readSuspectedFaults(
  database: Database,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<SuspectedFault[]> {
  let query = database.selectFrom('suspected_fault').selectAll()
  if (before !== undefined) query = query.where('id', '<', before)
  const rows = await query.orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    id: row.id,
    scopeUuid: row.scope_uuid,
    testcaseId: row.testcase_id,
    verdict: row.verdict,
    noticedAt: row.noticed_at,
    subjects: row.subjects as string[],
    tested: row.tested,
  }))
}
