import type { Database } from './database.ts'

export type AuditAction =
  | 'accounts-imported'
  | 'accounts-replaced'
  | 'api-key-made'
  | 'api-key-revoked'
  | 'api-keys-listed'
  | 'audit-read'
  | 'backup-made'
  | 'backup-restored'
  | 'evidence-read'
  | 'evidence-stored'
  | 'preview-made'
  | 'remark-stored'
  | 'report-read'
  | 'reports-forgotten'
  | 'reports-accepted'
  | 'reports-imported'
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

export async function recordAudit(database: Database, entry: AuditEntry): Promise<void> {
  await recordAudits(database, [entry])
}

export async function recordAudits(database: Database, entries: readonly AuditEntry[]): Promise<void> {
  await database
    .insertInto('audit')
    .values(entries.map(({ at, actor, action, about }) => ({ at, actor, action, about: JSON.stringify(about) })))
    .execute()
}

/** The newest entry about an action; undefined if it was never done. */
export async function readLastAudit(
  database: Database,
  action: AuditAction,
): Promise<{ readonly at: Date } | undefined> {
  return database.selectFrom('audit').select('at').where('action', '=', action).orderBy('id', 'desc').executeTakeFirst()
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
