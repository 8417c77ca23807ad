import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import { CodedError } from '#vocabulary/coded-error.ts'
import { lockDirectory } from './directory-lock.ts'
import type { Tables } from './tables.ts'
import { createYieldingPlugin } from './yielding-plugin.ts'

/** Where the data is: a directory for the embedded database, or the URL of a PostgreSQL server. */
export type DatabaseLocation =
  | { readonly kind: 'directory'; readonly directory: string }
  | { readonly kind: 'postgres'; readonly url: string }

export type Database = Kysely<Tables>

/**
 * Requests share several connections to a PostgreSQL server, and a statement that takes long is ended. Work that reads or
 * writes everything (backup, restore, import) has one connection, and its statements may take as long as they need.
 */
type DatabaseUse = 'requests' | 'long work'

interface OpenOptions {
  readonly use?: DatabaseUse
  readonly mostConnections?: number
}

/** The connections to a PostgreSQL server. */
export interface ConnectionCounts {
  readonly most: number
  readonly busy: number
  readonly idle: number
  /** Statements that wait for a connection. */
  readonly waiting: number
}

export interface OpenDatabase {
  readonly database: Database
  /** Undefined where there are none, because the database is embedded. */
  connections(): ConnectionCounts | undefined
  close(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 5_000
const STATEMENT_TIMEOUT_MS = 30_000
const LOCK_TIMEOUT_MS = 20_000
const IDLE_IN_TRANSACTION_MS = 60_000
export const USUAL_CONNECTIONS = 10

const INT8 = 20
const TIMESTAMPTZ = 1184

/** The same values from both databases: ids and counts are numbers, instants are dates. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: Number,
  [TIMESTAMPTZ]: (text) => new Date(text),
}

/**
 * Opens the database; the tables are made by `migrate`.
 *
 * @throws CodedError SERVER_DATA_LOCKED, SERVER_DATA_UNUSABLE, SERVER_EMBEDDED_DATABASE_MISSING, SERVER_DATABASE_UNREACHABLE
 */
export async function openDatabase(
  location: DatabaseLocation,
  { use = 'requests', mostConnections = USUAL_CONNECTIONS }: OpenOptions = {},
): Promise<OpenDatabase> {
  return location.kind === 'directory'
    ? openDirectory(location.directory)
    : openPostgres(location.url, use, use === 'requests' ? mostConnections : 1)
}

async function openDirectory(directory: string): Promise<OpenDatabase> {
  const lock = lockDirectory(directory)
  try {
    const { PGlite } = await loadEmbeddedDatabase()
    const dataDirectory = join(directory, 'postgres')
    // A process that was killed leaves this file behind; the lock above proves that nobody uses the directory.
    rmSync(join(dataDirectory, 'postmaster.pid'), { force: true })
    const embedded: PGlite = await PGlite.create(dataDirectory, { parsers: { ...PARSERS } })
    const database = new Kysely<Tables>({
      dialect: new PGliteDialect({ pglite: embedded }),
      plugins: [createYieldingPlugin()],
    })
    return {
      database,
      connections: () => undefined,
      close: async () => {
        await database.destroy()
        if (!embedded.closed) await embedded.close()
        lock.release()
      },
    }
  } catch (cause) {
    lock.release()
    if (cause instanceof CodedError) throw cause
    const message = 'the embedded database cannot be opened'
    throw new CodedError('SERVER_DATA_UNUSABLE', message, { place: directory, cause })
  }
}

async function loadEmbeddedDatabase() {
  try {
    return await import('@electric-sql/pglite')
  } catch (cause) {
    const message = 'the embedded database is not part of this file'
    throw new CodedError('SERVER_EMBEDDED_DATABASE_MISSING', message, { cause })
  }
}

async function openPostgres(url: string, use: DatabaseUse, mostConnections: number): Promise<OpenDatabase> {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(use === 'requests' && {
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS + 5_000,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    }),
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        PARSERS[oid] ?? pg.types.getTypeParser(oid, format ?? 'text'),
    },
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that breaks between two statements of a transaction; the next statement of it fails.
  pool.on('connect', (client) => client.on('error', () => {}))
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    const client = await pool.connect()
    client.release()
  } catch (cause) {
    await database.destroy()
    await pool.end().catch(() => {})
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    const message = `the PostgreSQL server cannot be reached or refuses the connection${reason}`
    throw new CodedError('SERVER_DATABASE_UNREACHABLE', message, { place: hostOf(url) })
  }
  return {
    database,
    connections: () => ({
      most: mostConnections,
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: async () => {
      await database.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}

/** Host and port only: the rest of the URL holds the password. */
function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return 'the database URL'
  }
}
