import type { Database } from './database.ts'

/** Something that was done. `about` names what it was done to, never a secret. */
export interface AuditEntry {
  readonly at: Date
  readonly actor: string
  readonly action: 'accounts-replaced' | 'reports-accepted' | 'report-read' | 'reports-forgotten'
  readonly about: Readonly<Record<string, string | number | readonly string[]>>
}

export async function recordAudit(database: Database, { at, actor, action, about }: AuditEntry): Promise<void> {
  await database
    .insertInto('audit')
    .values({ at, actor, action, about: JSON.stringify(about) })
    .execute()
}
