import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * What this moment's reader of the database sees, as a text: as long as it is the same, no transaction of anybody has
 * changed anything. It may differ without a change, where something else on the database server wrote.
 */
export async function readSnapshot(database: Database): Promise<string> {
  const { rows } = await sql<{ snapshot: string }>`SELECT pg_current_snapshot()::text AS snapshot`.execute(database)
  return rows[0]?.snapshot ?? ''
}

/** The number of the last change of accounts, or of what they may do. */
export async function readAccountNumber(database: Database): Promise<number> {
  const { number } = await database.selectFrom('account_change').select('number').executeTakeFirstOrThrow()
  return number
}

/** A subject and a scope with the number of the last change of their results that count. */
export interface StateChange {
  readonly subject: string
  readonly scopeUuid: string
  readonly number: number
}

/** The last change of every subject and scope, in their order, and that of the accounts. */
export async function readChanges(
  database: Database,
): Promise<{ readonly accounts: number; readonly states: readonly StateChange[] }> {
  const { rows } = await sql<{ subject: string | null; scopeUuid: string | null; number: number }>`
    SELECT subject, scope_uuid AS "scopeUuid", number FROM state_change
    UNION ALL SELECT NULL, NULL, number FROM account_change
  `.execute(database)
  const states = rows.flatMap(({ subject, scopeUuid, number }) =>
    subject === null || scopeUuid === null ? [] : [{ subject, scopeUuid, number }],
  )
  return {
    accounts: rows.find(({ subject }) => subject === null)?.number ?? 0,
    states: states.toSorted((a, b) => compare(a.subject, b.subject) || compare(a.scopeUuid, b.scopeUuid)),
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
