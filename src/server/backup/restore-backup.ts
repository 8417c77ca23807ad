import { sql } from 'kysely'
import { CodedError } from '#vocabulary/coded-error.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Database } from '../storage/database.ts'
import { findStateDifferences } from '../storage/find-state-differences.ts'
import { applyOnce, type Migration, migrate, prepareMigrations, readMigrations } from '../storage/migrate.ts'
import type { BackupHeader, BackupTable } from './backup-header.ts'
import { readMadeObjects } from './made-objects.ts'
import { readBackup, verifyBackup } from './read-backup.ts'
import { readColumns } from './write-backup.ts'

interface RestoreOptions {
  readonly at: Date
  /** Deletes what the database holds; otherwise it has to be empty. */
  readonly replace: boolean
}

export interface Restored {
  readonly header: BackupHeader
  /** Migrations that were applied after the rows were there, because the backup is older than this program. */
  readonly migrated: readonly string[]
  /** False where reports were forgotten: then the history reaches further back than the reports. */
  readonly isStateCompared: boolean
}

const BATCH_ROWS = 2_000
const BATCH_CHARACTERS = 1_000_000

/**
 * Makes a database equal to a backup, all or nothing: first the whole file is read and verified, then everything happens in
 * one transaction, which ends without effect if anything is wrong, or the process is killed. The kept state is compared with
 * one computed from the results. At the end the tables are brought up to date. The database has to be opened for long work.
 *
 * @throws CodedError BACKUP_…
 */
export async function restoreBackup(database: Database, file: string, options: RestoreOptions): Promise<Restored> {
  const { schema } = await verifyBackup(file)
  const migrations = migrationsOf(schema, file)
  const { header, isStateCompared } = await database.transaction().execute(async (transaction) => {
    await requireTarget(transaction, options)
    await dropEverything(transaction)
    await prepareMigrations(transaction)
    for (const migration of migrations) await applyOnce(transaction, migration, options.at)
    return loadRows(transaction, file)
  })
  const migrated = await migrate(database, options.at)
  const { at } = options
  await recordAudit(database, { at, actor: 'restore', action: 'backup-restored', about: { madeAt: header.madeAt } })
  return { header, migrated, isStateCompared }
}

/** The migrations of this program that made the tables of a backup. */
function migrationsOf(schema: BackupHeader['schema'], file: string): Migration[] {
  const known = new Map(readMigrations().map((migration) => [migration.name, migration]))
  return schema.map(({ name, sha256 }) => {
    const migration = known.get(name)
    if (migration?.sha256 === sha256) return migration
    const message = `the backup has the migration ${name}, which this version of Siegel does not know`
    throw new CodedError('BACKUP_FROM_NEWER', message, { place: file })
  })
}

async function requireTarget(transaction: Database, { replace }: RestoreOptions): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
  `.execute(transaction)
  const others = rows[0]?.count ?? 0
  if (others > 0) {
    throw new CodedError('BACKUP_TARGET_IN_USE', `${others} other connections to the database are open`)
  }
  if (replace) return
  for (const table of readMadeObjects().tables) {
    if ((await readColumns(transaction, table)).length === 0) continue
    const found = await sql`SELECT FROM ${sql.table(table)} LIMIT 1`.execute(transaction)
    if (found.rows.length > 0) {
      throw new CodedError('BACKUP_TARGET_NOT_EMPTY', `the database is not empty: there are rows in ${table}`)
    }
  }
}

/** Only what migrations of Siegel make; what else lives in the database stays. */
async function dropEverything(transaction: Database): Promise<void> {
  const { tables, changeTables, sequences, views, functions } = readMadeObjects()
  for (const view of views) await sql`DROP VIEW IF EXISTS ${sql.table(view)}`.execute(transaction)
  for (const table of [...tables.toReversed(), ...changeTables, 'applied_migration']) {
    await sql`DROP TABLE IF EXISTS ${sql.table(table)}`.execute(transaction)
  }
  for (const name of sequences) await sql`DROP SEQUENCE IF EXISTS ${sql.table(name)}`.execute(transaction)
  for (const name of functions) await sql`DROP FUNCTION IF EXISTS ${sql.table(name)}`.execute(transaction)
}

async function loadRows(transaction: Database, file: string) {
  let columns = new Map<string, readonly string[]>()
  let batch: { table: string; lines: string[]; length: number } = { table: '', lines: [], length: 0 }
  const flush = async () => {
    const { table, lines } = batch
    batch = { table, lines: [], length: 0 }
    if (lines.length > 0) await insertRows(transaction, { table, columns: columns.get(table) ?? [], lines })
  }
  const header = await readBackup(file, {
    header: async ({ tables }) => {
      columns = new Map(tables.map((table) => [table.name, table.columns]))
      for (const table of tables) await requireColumns(transaction, table, file)
    },
    row: async (table, line) => {
      if (table !== batch.table) {
        await flush()
        batch.table = table
      }
      batch.lines.push(line)
      batch.length += line.length
      if (batch.lines.length >= BATCH_ROWS || batch.length >= BATCH_CHARACTERS) await flush()
    },
  })
  await flush()
  for (const [table, names] of columns) await continueNumbers(transaction, table, names)
  return { header, isStateCompared: await compareState(transaction, header) }
}

async function requireColumns(transaction: Database, { name, columns }: BackupTable, file: string): Promise<void> {
  const made = (await readColumns(transaction, name)).map((column) => column.name)
  if (made.join() === columns.join()) return
  const message = `its table ${name} has not the columns that its migrations make`
  throw new CodedError('BACKUP_FILE_INVALID', message, { place: file })
}

async function insertRows(
  transaction: Database,
  { table, columns, lines }: { readonly table: string; readonly columns: readonly string[]; readonly lines: string[] },
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const text = `[${lines.join(',')}]`
  try {
    await sql`
      INSERT INTO ${sql.table(table)} (${names}) OVERRIDING SYSTEM VALUE
      SELECT ${names} FROM json_populate_recordset(NULL::${sql.table(table)}, ${text}::text::json)
    `.execute(transaction)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    // Classes 22 and 23: values of a wrong form, rows that contradict each other.
    if (!/^2[23]/.test(code)) throw cause
    throw new CodedError('BACKUP_FILE_INVALID', `rows of ${table} do not fit its table (${code})`, { cause })
  }
}

/** Numbers that the database gives itself go on after the greatest that is there. */
async function continueNumbers(transaction: Database, table: string, columns: readonly string[]): Promise<void> {
  for (const column of columns) {
    const { rows } = await sql<{ sequence: string | null }>`
      SELECT pg_get_serial_sequence(${table}, ${column}) AS sequence
    `.execute(transaction)
    const sequence = rows[0]?.sequence
    if (sequence === null || sequence === undefined) continue
    await sql`
      SELECT setval(${sequence}, max(${sql.ref(column)})) FROM ${sql.table(table)} HAVING count(*) > 0
    `.execute(transaction)
  }
}

async function compareState(transaction: Database, { tables, schema }: BackupHeader): Promise<boolean> {
  const forgotten = tables.find(({ name }) => name === 'forgotten_report')
  // Before the history there was nothing to compare with, and its migration computes everything anew.
  if (!schema.some(({ name }) => name === '0006-history') || forgotten?.rows !== 0) return false
  const [difference] = await findStateDifferences(transaction)
  if (!difference) return true
  const { subject, testcaseId, table } = difference
  throw new CodedError('BACKUP_STATE_DIFFERS', `${table} of ${testcaseId} of ${subject} are not what the reports give`)
}
