import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from './database.ts'

const asked = new WeakMap<Database, Promise<boolean>>()

/**
 * Says within the limit whether the database answers; a database that hangs counts as one that does not. Who asks while
 * the question is open gets the same answer, so that asking often costs the database nothing.
 */
export async function isReachable(database: Database, limitMs: number): Promise<boolean> {
  const answer = asked.get(database) ?? ask(database)
  return Promise.race([answer, wait(limitMs, false, { ref: false })])
}

function ask(database: Database): Promise<boolean> {
  const answer = sql`SELECT 1`
    .execute(database)
    .then(
      () => true,
      () => false,
    )
    .finally(() => asked.delete(database))
  asked.set(database, answer)
  return answer
}
