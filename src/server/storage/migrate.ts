import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { shippedFiles } from '#release/shipped-files.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Database } from './database.ts'

export interface Migration {
  readonly name: string
  readonly statements: readonly string[]
  readonly sha256: string
}

/** Any fixed number: processes that start at the same time take turns with it. */
const MIGRATION_LOCK = 7_337_003

/**
 * Brings the tables up to date: applies every migration not yet recorded, in the order of the numbers, each in a
 * transaction of its own. Does nothing on an up-to-date database.
 *
 * @returns the names of the migrations that were applied
 * @throws CodedError SERVER_DATABASE_NEWER if the database holds a migration that this program does not have, or another
 *   one under the same name
 */
export async function migrate(database: Database, at: Date, migrations?: readonly Migration[]): Promise<string[]> {
  const known = migrations ?? readMigrations()
  await database.transaction().execute(prepareMigrations)
  const applied: string[] = []
  for (const migration of known) {
    const isNew = await database.transaction().execute((transaction) => applyOnce(transaction, migration, at))
    if (isNew) applied.push(migration.name)
  }
  const recorded = await database.selectFrom('applied_migration').select(['name', 'sha256']).execute()
  const stranger = recorded.find(
    ({ name, sha256 }) => !known.some((migration) => migration.name === name && migration.sha256 === sha256),
  )
  if (stranger) {
    const message = `the database holds the migration ${stranger.name}, which this version of Siegel does not know`
    throw new CodedError('SERVER_DATABASE_NEWER', message)
  }
  return applied
}

/** The migrations of this program that the database has not seen. */
export async function findMissingMigrations(database: Database): Promise<string[]> {
  const recorded = await database.selectFrom('applied_migration').select('name').execute()
  const applied = new Set(recorded.map(({ name }) => name))
  return readMigrations().flatMap(({ name }) => (applied.has(name) ? [] : [name]))
}

/** Makes the table of applied migrations, and waits for others who change the tables, until the transaction ends. */
export async function prepareMigrations(transaction: Database): Promise<void> {
  await takeTurn(transaction)
  await sql`CREATE TABLE IF NOT EXISTS applied_migration (
    name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL
  )`.execute(transaction)
}

/** Applies a migration within a transaction unless it is recorded; says whether it did. */
export async function applyOnce(transaction: Database, migration: Migration, at: Date): Promise<boolean> {
  await takeTurn(transaction)
  const recorded = await transaction
    .selectFrom('applied_migration')
    .select('name')
    .where('name', '=', migration.name)
    .executeTakeFirst()
  if (recorded) return false
  for (const statement of migration.statements) await sql.raw(statement).execute(transaction)
  const { name, sha256 } = migration
  await transaction.insertInto('applied_migration').values({ name, sha256, applied_at: at }).execute()
  return true
}

async function takeTurn(transaction: Database): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction)
}

/** The migrations of this program, in their order. */
export function readMigrations(): Migration[] {
  return [...shippedFiles('server/storage/migrations')].map(([name, text]) => ({
    name: name.replace(/\.sql$/, ''),
    statements: splitStatements(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }))
}

/** Statements of a migration end with a semicolon at the end of a line. */
function splitStatements(text: string): string[] {
  return text
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
