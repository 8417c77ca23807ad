import type { Database } from './database.ts'

/** When the newest submission came; undefined if there is none. They are numbered in the order of their coming. */
export async function readNewestReceipt(database: Database): Promise<Date | undefined> {
  const row = await database
    .selectFrom('submission')
    .select('received_at')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.received_at
}
