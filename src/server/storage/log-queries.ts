import { sql } from 'kysely'
import { appendLeaves, type CompleteSubtree, type Frontier } from '#transparency/frontier.ts'
import { type Hash, leafHash } from '#transparency/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH, type Tile, widthIn } from '#transparency/tile.ts'
import { appendToLog } from './append-to-log.ts'
import type { Database } from './database.ts'

/** Any fixed number: processes that compute the tree take turns with it. */
const TREE_LOCK = 7_337_060
/** So few that other requests get their turn in between. */
const BATCH = 5_000
const BACKLOG_BATCH = 500

/** Computes the tree up to the newest entry, and gives it back. */
export async function readLogTree(database: Database): Promise<Frontier> {
  for (;;) {
    const { rows } = await sql<{ entries: number; size: number; roots: string }>`
      SELECT coalesce((SELECT size FROM log_state), 0) AS entries,
        coalesce((SELECT size FROM log_tree), 0) AS size, coalesce((SELECT roots FROM log_tree), '') AS roots
    `.execute(database)
    const [{ entries, size, roots } = { entries: 0, size: 0, roots: '' }] = rows
    if (size >= entries) return { size, roots: parseRoots(roots) }
    await database.transaction().execute(growTree)
  }
}

/** How many entries the computed tree has. */
export async function readTreeSize(database: Database): Promise<number> {
  const row = await database.selectFrom('log_tree').select('size').executeTakeFirst()
  return row?.size ?? 0
}

async function growTree(transaction: Database): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(TREE_LOCK)})`.execute(transaction)
  const row = await transaction.selectFrom('log_tree').select(['size', 'roots']).executeTakeFirst()
  const before: Frontier = { size: row?.size ?? 0, roots: parseRoots(row?.roots ?? '') }
  const entries = await readEntries(transaction, before.size, before.size + BATCH)
  const state = await transaction.selectFrom('log_state').select('size').executeTakeFirst()
  if (entries.length === 0 && (state?.size ?? 0) > before.size) throw missing(before.size)
  const complete: CompleteSubtree[] = []
  const after = appendLeaves(before, entries.map(hashOf), (subtree) => {
    if (subtree.height > 0 && subtree.height % TILE_HEIGHT === 0) complete.push(subtree)
  })
  if (complete.length > 0) {
    const values = complete.map(({ height, index, hash }) => ({
      level: height / TILE_HEIGHT,
      index,
      hash: hash.toString('hex'),
    }))
    await transaction.insertInto('log_tile_hash').values(values).execute()
  }
  const values = { size: after.size, roots: after.roots.map((root) => root.toString('hex')).join(' ') }
  await transaction
    .insertInto('log_tree')
    .values(values)
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet(values))
    .execute()
}

function parseRoots(text: string): Hash[] {
  return text.split(' ').flatMap((root) => (root === '' ? [] : [Buffer.from(root, 'hex')]))
}

/**
 * The entries with indexes from `start` to before `end`, as far as they are there.
 *
 * @throws Error if one is missing before others: then the database was tampered with
 */
async function readEntries(database: Database, start: number, end: number): Promise<string[]> {
  const rows = await database
    .selectFrom('log_entry')
    .select(['index', 'entry'])
    .where('index', '>=', start)
    .where('index', '<', end)
    .orderBy('index')
    .execute()
  return rows.map(({ index, entry }, offset) => {
    if (index !== start + offset) throw missing(start + offset)
    return entry
  })
}

/** The entries of a bundle; undefined if the computed tree has not so many. */
export async function readEntryBundle(database: Database, tile: Tile, size: number): Promise<Buffer[] | undefined> {
  if (tile.width > widthIn(size, tile)) return undefined
  const start = tile.number * TILE_WIDTH
  const entries = await readEntries(database, start, start + tile.width)
  return entries.length === tile.width ? entries.map((entry) => Buffer.from(entry, 'ascii')) : undefined
}

/** The hashes of a tile; undefined if the computed tree has not so many. */
export async function readTile(database: Database, tile: Tile, size: number): Promise<Hash[] | undefined> {
  const { level, number, width } = tile
  if (level === 'entries' || width > widthIn(size, tile)) return undefined
  if (level === 0) return (await readEntryBundle(database, tile, size))?.map(leafHash)
  const rows = await database
    .selectFrom('log_tile_hash')
    .select('hash')
    .where('level', '=', level)
    .where('index', '>=', number * TILE_WIDTH)
    .where('index', '<', number * TILE_WIDTH + width)
    .orderBy('index')
    .execute()
  return rows.length === width ? rows.map(({ hash }) => Buffer.from(hash, 'hex')) : undefined
}

/** An entry with what its digest is of, where that is kept. */
export interface StoredEntry {
  readonly index: number
  readonly entry: string
  readonly salt: string | null
  readonly opening: string | null
  readonly reportUuid: string | null
}

/** Undefined if there is none. */
export async function findEntry(
  database: Database,
  where: { readonly index: number } | { readonly reportUuid: string },
): Promise<StoredEntry | undefined> {
  const query = database.selectFrom('log_entry').select(['index', 'entry', 'salt', 'opening', 'report_uuid'])
  const row = await ('index' in where
    ? query.where('index', '=', where.index)
    : query.where('report_uuid', '=', where.reportUuid.toLowerCase()).orderBy('index')
  ).executeTakeFirst()
  if (!row) return undefined
  const { report_uuid: reportUuid, ...rest } = row
  return { ...rest, reportUuid }
}

/** Gives reports from before the log their entries, which bear the present moment. Says how many there were. */
export async function logBacklog(database: Database, at: Date): Promise<number> {
  for (let count = 0; ; ) {
    const taken = await database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ uuid: string | null; digest: string; isImported: boolean }>`
        WITH taken AS (
          DELETE FROM log_backlog WHERE report_id IN (
            SELECT report_id FROM log_backlog ORDER BY report_id LIMIT ${BACKLOG_BATCH} FOR UPDATE SKIP LOCKED
          ) RETURNING report_id
        )
        SELECT report.uuid, submission.signed_sha256 AS digest, submission.imported_at IS NOT NULL AS "isImported"
        FROM taken LEFT JOIN report ON report.id = taken.report_id
        LEFT JOIN submission ON submission.id = report.submission_id ORDER BY taken.report_id
      `.execute(transaction)
      // A report that was forgotten meanwhile has no entry.
      const acts = rows.flatMap(({ uuid, digest, isImported }) =>
        uuid === null ? [] : [{ kind: kindOf(isImported), at, digest, reportUuid: uuid }],
      )
      await appendToLog(transaction, acts)
      return rows.length
    })
    if (taken === 0) return count
    count += taken
  }
}

function missing(index: number): Error {
  return new Error(`entry ${index} of the transparency log is missing`)
}

function kindOf(isImported: boolean): 'imported-report' | 'report' {
  return isImported ? 'imported-report' : 'report'
}

function hashOf(entry: string): Hash {
  return leafHash(Buffer.from(entry, 'ascii'))
}
