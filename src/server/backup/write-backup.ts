import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Database } from '../storage/database.ts'
import type { BackupHeader, BackupTable } from './backup-header.ts'
import { readMadeObjects } from './made-objects.ts'

interface BackupSource extends BackupTable {
  /** How many rows are read at once; few where a row may be large. */
  readonly batch: number
}

const BATCH = 2_000
const BATCH_OF_LARGE_ROWS = 16

/**
 * Writes everything that the database holds, as it is at one moment, while others go on working with a PostgreSQL server;
 * with the embedded database they wait. Memory does not grow with the database. Ends the sink.
 *
 * @throws CodedError BACKUP_DATABASE_INVALID, and what the sink throws
 */
export async function writeBackup(database: Database, sink: Writable, at: Date): Promise<BackupHeader> {
  const gzip = createGzip({ level: 6 })
  const written = pipeline(gzip, sink)
  const digest = createHash('sha256')
  const write = async (text: string) => {
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), written])
  }
  const writeCounted = async (text: string) => {
    digest.update(text)
    await write(text)
  }
  try {
    const header = await database.transaction().execute(async (transaction) => {
      await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`.execute(transaction)
      await sql`SET LOCAL TIME ZONE 'UTC'`.execute(transaction)
      const { header: first, sources } = await readHeader(transaction, at)
      await writeCounted(`${JSON.stringify(first)}\n`)
      for (const source of sources) {
        for await (const text of readRows(transaction, source)) await writeCounted(text)
      }
      return first
    })
    await write(`${JSON.stringify({ sha256: digest.digest('hex') })}\n`)
    gzip.end()
    await written
    return header
  } catch (error) {
    gzip.destroy()
    await written.catch(() => {})
    throw error
  }
}

async function readHeader(transaction: Database, at: Date) {
  const { rows } = await sql<{ found: boolean }>`
    SELECT to_regclass('applied_migration') IS NOT NULL AS found
  `.execute(transaction)
  if (!rows[0]?.found) throw new CodedError('BACKUP_DATABASE_INVALID', 'the database has no tables of Siegel')
  const schema = await transaction.selectFrom('applied_migration').select(['name', 'sha256']).orderBy('name').execute()
  const sources: BackupSource[] = []
  for (const name of readMadeObjects().tables) {
    const source = await readSource(transaction, name)
    if (source) sources.push(source)
  }
  const tables = sources.map(({ name, columns, rows: count }) => ({ name, columns, rows: count }))
  const header: BackupHeader = { format: 'siegel-backup', version: 1, madeAt: at.toISOString(), schema, tables }
  return { header, sources }
}

/** Undefined if there is no such table. */
async function readSource(transaction: Database, name: string): Promise<BackupSource | undefined> {
  const columns = await readColumns(transaction, name)
  if (columns.length === 0) return undefined
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(name)}`.execute(transaction)
  const hasLargeRows = columns.some(({ type }) => type === 'bytea' || type === 'jsonb')
  return {
    name,
    columns: columns.map((column) => column.name),
    rows: rows[0]?.count ?? 0,
    batch: hasLargeRows ? BATCH_OF_LARGE_ROWS : BATCH,
  }
}

/** The columns of a table in their order; none if there is no such table. */
export async function readColumns(
  database: Database,
  table: string,
): Promise<readonly { readonly name: string; readonly type: string }[]> {
  const { rows } = await sql<{ name: string; type: string }>`
    SELECT attname::text AS name, atttypid::regtype::text AS type FROM pg_attribute
    WHERE attrelid = to_regclass(${table}) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
  `.execute(database)
  return rows
}

/** The rows as the database writes them as JSON, a line each, so that no number or order of keys passes through JavaScript. */
async function* readRows(transaction: Database, { name, batch }: BackupSource): AsyncGenerator<string> {
  await sql`
    DECLARE saved NO SCROLL CURSOR FOR SELECT row_to_json(saved_row)::text AS line FROM ${sql.table(name)} AS saved_row
  `.execute(transaction)
  const fetch = sql<{ line: string }>`FETCH FORWARD ${sql.lit(batch)} FROM saved`
  for (;;) {
    const { rows } = await fetch.execute(transaction)
    if (rows.length === 0) break
    yield `${rows.map(({ line }) => line).join('\n')}\n`
  }
  await sql`CLOSE saved`.execute(transaction)
}
