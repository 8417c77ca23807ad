/**
 * Makes the dumps with which upgrades are tested: one for every schema that was ever released, as a backup in
 * src/server/backup/released/. A dump that is there stays as it is, so that what is tested is what once was. Run it with
 * `node tools/dump-schemas.ts` when a release brings a migration.
 */
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { parseAccounts } from '#server/accounts/parse-accounts.ts'
import { readMadeObjects } from '#server/backup/made-objects.ts'
import { readColumns, writeBackup } from '#server/backup/write-backup.ts'
import { plainReport, signed } from '#server/signed-reports.fixture.ts'
import { type Database, openDatabase } from '#server/storage/database.ts'
import { migrate, readMigrations } from '#server/storage/migrate.ts'
import { replaceAccounts } from '#server/storage/replace-accounts.ts'
import { accountFile, startTestServer } from '#server/test-server.fixture.ts'

const FOLDER = fileURLToPath(new URL('../src/server/backup/released/', import.meta.url))
const AT = new Date('2026-11-21T07:00:00Z')
const HOUR = 3_600_000

const scratch = mkdtempSync(join(tmpdir(), 'siegel-dumps-'))
const model = await openDatabase({ kind: 'directory', directory: join(scratch, 'model') })
try {
  await migrate(model.database, AT)
  await fill(model.database)
  const migrations = readMigrations()
  for (const [index, { name }] of migrations.entries()) {
    const file = join(FOLDER, `${name}.backup`)
    if (existsSync(file)) continue
    const old = await openDatabase({ kind: 'directory', directory: join(scratch, name) })
    await migrate(old.database, AT, migrations.slice(0, index + 1))
    for (const table of readMadeObjects().tables) await copyTable(table, model.database, old.database)
    await writeBackup(old.database, createWriteStream(file), AT)
    await old.close()
    console.log(`Written: ${file}`)
  }
} finally {
  await model.close()
  rmSync(scratch, { recursive: true, force: true })
}

/** Something of everything: late reports, ties, the old style, remarks, API keys, delegates, an account that is gone. */
async function fill(database: Database): Promise<void> {
  const server = await startTestServer({ database, connections: () => undefined, close: async () => {} })
  for (let index = 0; index < 30; index += 1) {
    const hours = index % 5 === 4 ? 40 * index : 7 * (30 - index)
    const checked_at = new Date(AT.getTime() - hours * HOUR).toISOString()
    const verdict = [1, 1, -1, 0][index % 4] ?? 1
    const results = { 'scs-0102-prop-min_ram': verdict, 'scs-0102-prop-min_disk': 1 }
    const subject = index % 3 === 0 ? 'foreign' : 'gx-scs'
    const reports = [
      plainReport(results, { checked_at, subject, note: 'ä"\\ 🔏' }),
      plainReport(results, { checked_at, subject: 'poc-1' }),
    ]
    if (index === 5) {
      const versions = { v4: { 'scs-0102-prop-min_ram': 1 }, 'v5.1': { 'scs-0102-prop-min_ram': -1 } }
      reports.push({ ...plainReport({}, { checked_at, subject }), versions, run: { uuid: crypto.randomUUID() } })
    }
    const { body, statusCode } = await server.post(signed(server.key, reports), { user: 'robot' })
    if (statusCode !== 200) throw new Error(body)
  }
  const headers = { 'content-type': 'application/json' }
  const [result] = (await server.get('/results?approved=false', { user: 'auditor' })).json()
  await server.call({
    method: 'POST',
    url: '/results',
    user: 'assessor',
    payload: [{ ...result, approval: true }],
    headers,
  })
  const url = '/api/v1/accounts/gx-scs/keys'
  await server.call({ method: 'POST', url, user: 'boss', payload: { name: 'robot' }, headers })
  await server.close()
  const fewer = parseAccounts(accountFile(server.key), 'x').filter(({ subject }) => subject !== 'foreign')
  await replaceAccounts(database, fewer, AT)
}

/** Copies what both tables have. */
async function copyTable(table: string, from: Database, to: Database): Promise<void> {
  const names = async (database: Database) => (await readColumns(database, table)).map(({ name }) => name)
  const wanted = await names(to)
  const columns = (await names(from)).filter((name) => wanted.includes(name))
  if (columns.length === 0) return
  const { rows } = await sql<{ text: string }>`
    SELECT coalesce(json_agg(row_to_json(kept)), '[]')::text AS text FROM ${sql.table(table)} AS kept
  `.execute(from)
  const list = sql.join(columns.map((column) => sql.ref(column)))
  await sql`
    INSERT INTO ${sql.table(table)} (${list}) OVERRIDING SYSTEM VALUE
    SELECT ${list} FROM json_populate_recordset(NULL::${sql.table(table)}, ${rows[0]?.text}::text::json)
  `.execute(to)
}
