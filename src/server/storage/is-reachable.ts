import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Says within the limit whether the database answers; a database that hangs counts as one that does not. */
export async function isReachable(database: Database, limitMs: number): Promise<boolean> {
  const answer = sql`SELECT 1`.execute(database).then(
    () => true,
    () => false,
  )
  return Promise.race([answer, wait(limitMs, false, { ref: false })])
}
