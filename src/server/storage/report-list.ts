import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A report without what it says. */
export interface ListedReport {
  readonly id: number
  readonly uuid: string
  readonly subject: string
  readonly scopeUuid: string
  readonly checkedAt: Date
  readonly receivedAt: Date
  readonly isImported: boolean
}

interface Question {
  readonly subject?: string
  readonly scopeUuid?: string
  /** The report after which the list goes on. */
  readonly after?: { readonly checkedAt: Date; readonly id: number }
  readonly limit: number
}

/** Reports, newest first. */
export async function readReportList(database: Database, question: Question): Promise<ListedReport[]> {
  const { subject, scopeUuid, after, limit } = question
  let query = database
    .selectFrom('report')
    .innerJoin('submission', 'submission.id', 'report.submission_id')
    .select(['report.id', 'uuid', 'subject', 'scope_uuid', 'checked_at', 'received_at', 'imported_at'])
  if (subject !== undefined) query = query.where('subject', '=', subject)
  if (scopeUuid !== undefined) query = query.where('scope_uuid', '=', scopeUuid)
  if (after) {
    query = query.where(sql<boolean>`(report.checked_at, report.id) < (${after.checkedAt}, ${after.id}::bigint)`)
  }
  const rows = await query.orderBy('checked_at', 'desc').orderBy('report.id', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    id: row.id,
    uuid: row.uuid,
    subject: row.subject,
    scopeUuid: row.scope_uuid,
    checkedAt: row.checked_at,
    receivedAt: row.received_at,
    isImported: row.imported_at !== null,
  }))
}
