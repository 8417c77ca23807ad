import { sql } from 'kysely'
import { readMadeObjects } from '../backup/made-objects.ts'
import type { Database } from './database.ts'

/** Every row of every table as the database writes it, in some fixed order, but the audit entry of a restore. */
export async function everyRow(database: Database): Promise<Record<string, readonly string[]>> {
  const tables: Record<string, readonly string[]> = {}
  for (const table of readMadeObjects().tables) {
    const { rows } = await sql<{ text: string }>`
      SELECT row_to_json(kept)::text AS text FROM ${sql.table(table)} AS kept ORDER BY 1
    `.execute(database)
    tables[table] = rows.map(({ text }) => text).filter((text) => !text.includes('"backup-restored"'))
  }
  return tables
}
