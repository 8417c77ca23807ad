import type { Database } from './database.ts'

export type AuditAction =
  | 'accounts-replaced'
  | 'api-key-made'
  | 'api-key-revoked'
  | 'audit-read'
  | 'evidence-read'
  | 'evidence-stored'
  | 'preview-made'
  | 'remark-stored'
  | 'report-read'
  | 'reports-forgotten'
  | 'reports-accepted'
  | 'reports-listed'
  | 'results-listed'
  | 'suite-fault-suspected'

type About = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** Something that was done. `about` names what it was done to, never a secret. */
export interface AuditEntry {
  readonly at: Date
  readonly actor: string
  readonly action: AuditAction
  readonly about: About
}

export async function recordAudit(database: Database, { at, actor, action, about }: AuditEntry): Promise<void> {
  await database
    .insertInto('audit')
    .values({ at, actor, action, about: JSON.stringify(about) })
    .execute()
}

interface Question {
  readonly limit: number
  /** Only entries before this one. */
  readonly before?: number
}

/** What was done, newest first. */
export async function readAudit(
  database: Database,
  { limit, before }: Question,
): Promise<(Omit<AuditEntry, 'action'> & { readonly id: number; readonly action: string })[]> {
  let query = database.selectFrom('audit').select(['id', 'at', 'actor', 'action', 'about'])
  if (before !== undefined) query = query.where('id', '<', before)
  const rows = await query.orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => ({ ...row, about: row.about as About }))
}
