import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { type Database, openDatabase } from '../storage/database.ts'
import { describeOnEachDatabase, makePlaces } from '../storage/each-database.fixture.ts'
import { findStateDifferences } from '../storage/find-state-differences.ts'
import { migrate, readMigrations } from '../storage/migrate.ts'
import type { BackupHeader } from './backup-header.ts'
import { readBackup } from './read-backup.ts'
import { restoreBackup } from './restore-backup.ts'

const FOLDER = fileURLToPath(new URL('./released/', import.meta.url))
const AT = new Date('2026-11-22T07:00:00Z')
/** The last schema whose tables are part of every test; a later migration gets its dump with its release. */
const DUMPS = readdirSync(FOLDER).toSorted()
const HISTORY = '0006-history'

interface Dump {
  readonly header: BackupHeader
  readonly rows: ReadonlyMap<string, readonly string[]>
}

async function readDump(file: string): Promise<Dump> {
  const rows = new Map<string, string[]>()
  const header = await readBackup(file, {
    header: ({ tables }) => {
      for (const { name } of tables) rows.set(name, [])
    },
    row: (table, line) => void rows.get(table)?.push(line),
  })
  return { header, rows }
}

/** The rows of a table as the database writes them, with some of its columns only. */
async function readRows(database: Database, table: string, columns: readonly string[]): Promise<string[]> {
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const { rows } = await sql<{ text: string }>`
    SELECT row_to_json(kept)::text AS text FROM (SELECT ${list} FROM ${sql.table(table)}) AS kept
  `.execute(database)
  return rows.map(({ text }) => text).filter((text) => !text.includes('"backup-restored"'))
}

describeOnEachDatabase('an upgrade', (location) => {
  const places = makePlaces()
  after(() => places.remove())

  test('there is data of every released schema up to that with the history', () => {
    const released = readMigrations().filter(({ name }) => name <= HISTORY)
    for (const { name } of released) assert.ok(DUMPS.includes(`${name}.backup`), name)
  })

  for (const name of DUMPS) {
    test(`from ${name.replace('.backup', '')} loses nothing, and its state is what its reports give`, async () => {
      const dump = await readDump(`${FOLDER}${name}`)
      const place = (await places.emptyOnes()).find(({ kind }) => kind === location().kind)
      assert.ok(place)
      const { database, close } = await openDatabase(place, { use: 'long work' })
      try {
        const { migrated } = await restoreBackup(database, `${FOLDER}${name}`, { at: AT, replace: false })
        const known = readMigrations().map((migration) => migration.name)
        const applied = new Set(dump.header.schema.map((migration) => migration.name))
        assert.deepEqual(
          migrated,
          known.filter((migration) => !applied.has(migration)),
        )
        assert.deepEqual(await migrate(database, AT), [])
        for (const { name: table, columns } of dump.header.tables) {
          const rows = await readRows(database, table, columns)
          assert.deepEqual(rows.toSorted(), (dump.rows.get(table) ?? []).toSorted(), table)
        }
        assert.deepEqual(await findStateDifferences(database), [])
        const runs = await database.selectFrom('result_run').selectAll().execute()
        assert.equal(runs.length > 5, (dump.rows.get('report')?.length ?? 0) > 0)
      } finally {
        await close()
      }
    })
  }

  test('from one schema gives the same history as from every other', async () => {
    const histories = new Map<string, string[]>()
    for (const name of DUMPS.filter((dump) => dump >= '0002')) {
      const place = (await places.emptyOnes()).find(({ kind }) => kind === location().kind)
      assert.ok(place)
      const { database, close } = await openDatabase(place, { use: 'long work' })
      await restoreBackup(database, `${FOLDER}${name}`, { at: AT, replace: false })
      const { rows } = await sql<{ text: string }>`
        SELECT row_to_json(run)::text AS text FROM computed_run AS run ORDER BY 1
      `.execute(database)
      const current = await sql<{ text: string }>`
        SELECT row_to_json(kept)::text AS text FROM current_result AS kept ORDER BY 1
      `.execute(database)
      histories.set(
        name,
        [...rows, ...current.rows].map(({ text }) => text),
      )
      await close()
    }
    const [[, first] = ['', []]] = histories
    assert.ok(first.length > 10)
    for (const [name, history] of histories) assert.deepEqual(history, first, name)
  })
})
