import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { seededRandom } from '#evaluation/seeded-random.fixture.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { writeBackup } from './backup/write-backup.ts'
import { importMonitor } from './predecessor/import-monitor.ts'
import { insertOldReport, makePredecessorTables } from './predecessor/predecessor-database.fixture.ts'
import { openPredecessor } from './predecessor/predecessor-source.ts'
import { type Database, type DatabaseLocation, openDatabase } from './storage/database.ts'
import { makePlaces } from './storage/each-database.fixture.ts'
import { everyRow } from './storage/every-row.fixture.ts'
import { findStateDifferences } from './storage/find-state-differences.ts'
import { forgetReports } from './storage/forget-reports.ts'
import { migrate, readMigrations } from './storage/migrate.ts'

const ROUNDS = Number(process.env.SIEGEL_CRASH_ROUNDS ?? 1)
const SEED = Number(process.env.SIEGEL_CRASH_SEED ?? 4)
const AT = new Date('2026-11-21T07:00:00Z')
const REPORTS = 1_500
const MOMENT = JSON.stringify(AT)

const OLD_REPORTS = 200
const OLD_TESTCASES = ['a', 'b', 'c']
const judgedAndApproved = (index: number) => ({ result: index % 7 === 0 ? -1 : 1, approval: index % 2 === 0 })
/** An approval is a remark where it is not what a PASS has without one. */
const OLD_REMARKS =
  OLD_TESTCASES.length *
  Array.from({ length: OLD_REPORTS }, (_, index) => judgedAndApproved(index)).filter(
    ({ result, approval }) => (result === 1) !== approval,
  ).length

const moduleUrl = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
const OPEN = `const { openDatabase } = await import(${moduleUrl('./storage/database.ts')})
const { database, close } = await openDatabase(LOCATION, { use: 'long work' })
const at = new Date(${MOMENT})`

interface Work {
  readonly title: string
  /** Runs in the process that is killed; LOCATION and FILE are replaced. */
  readonly code: string
  /** Before: what the database holds. */
  prepare(location: DatabaseLocation): Promise<void>
  /** After: does the work again to its end, and looks whether all is as if nobody had been killed. */
  check(location: DatabaseLocation): Promise<void>
}

async function withDatabase(location: DatabaseLocation, work: (database: Database) => Promise<void>): Promise<void> {
  const { database, close } = await openDatabase(location, { use: 'long work' })
  try {
    await work(database)
  } finally {
    await close()
  }
}

/** Reports with three results each and the state as the migrations before the history kept it. */
async function fill(database: Database): Promise<void> {
  await sql`
    INSERT INTO submission (body, media_type, signed_sha256, key_type, key_body, received_at, submitted_by)
    SELECT convert_to('report ' || number, 'UTF8'), 'application/x-signed-yaml', 'sha ' || number, 'ssh-ed25519', 'AAAA',
      ${AT}::timestamptz - make_interval(hours => number * 17), 'gx-scs'
    FROM generate_series(1, ${REPORTS}::int) AS number
  `.execute(database)
  await sql`
    INSERT INTO report (submission_id, uuid, subject, scope_uuid, checked_at, document)
    SELECT submission.id, 'report-' || submission.id, 'gx-scs', 'scope', received_at, '{}' FROM submission
  `.execute(database)
  await sql`
    INSERT INTO result (report_id, testcase_id, verdict)
    SELECT report.id, testcase_id, (ARRAY['PASS', 'PASS', 'PASS', 'FAIL', 'ABORT'])[1 + (report.id / 30) % 5]
    FROM report, (VALUES ('a'), ('b'), ('c')) AS testcase (testcase_id)
  `.execute(database)
  await sql`
    WITH dated AS (
      SELECT report.subject, report.scope_uuid, result.testcase_id, result.verdict, report.checked_at, report.uuid
      FROM report JOIN result ON result.report_id = report.id
    ), newest AS (
      SELECT DISTINCT ON (testcase_id) * FROM dated ORDER BY testcase_id, checked_at DESC
    ), certain AS (
      SELECT DISTINCT ON (testcase_id) * FROM dated WHERE verdict <> 'ABORT' ORDER BY testcase_id, checked_at DESC
    )
    INSERT INTO current_result (subject, scope_uuid, testcase_id, verdict, checked_at, report_uuid,
      decisive_verdict, decisive_checked_at, decisive_report_uuid)
    SELECT newest.*, certain.verdict, certain.checked_at, certain.uuid FROM newest JOIN certain USING (testcase_id)
  `.execute(database)
}

const beforeHistory = () => readMigrations().filter(({ name }) => name < '0006')

async function makeOld(location: DatabaseLocation): Promise<void> {
  await withDatabase(location, async (database) => {
    await migrate(database, AT, beforeHistory())
    await fill(database)
  })
}

async function makeNew(location: DatabaseLocation): Promise<void> {
  await makeOld(location)
  await withDatabase(location, async (database) => {
    await migrate(database, AT)
  })
}

const forget = (database: Database) =>
  forgetReports(database, { at: AT, rules: { keepMonths: 18 }, isDryRun: false, actor: 'test' })

/** What has to be the same however often the work was interrupted. */
async function readOutcome(database: Database): Promise<unknown> {
  const { audit: _, ...rows } = await everyRow(database)
  return rows
}

describe('work that is killed at a random moment', () => {
  const places = makePlaces()
  const rounds = makePlaces()
  const random = seededRandom(SEED)
  let directory = ''
  let file = ''
  let whole: unknown
  let forgotten: unknown
  let sourceUrl: string | undefined

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-killed-work-'))
    file = join(directory, 'backup')
    const [model] = await places.emptyOnes()
    assert.ok(model)
    await makeNew(model)
    await withDatabase(model, async (database) => {
      await writeBackup(database, createWriteStream(file), AT)
      whole = await readOutcome(database)
      await forget(database)
      forgotten = await readOutcome(database)
    })
    const server = (await places.emptyOnes()).find(({ kind }) => kind === 'postgres')
    if (server?.kind !== 'postgres') return
    sourceUrl = server.url
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await makePredecessorTables(client)
    for (let index = 0; index < OLD_REPORTS; index += 1) {
      const checkedAt = new Date(AT.getTime() - index * 17 * 3_600_000).toISOString().replace('Z', '')
      await insertOldReport(client, {
        uuid: randomUUID(),
        checkedAt,
        results: OLD_TESTCASES.map((testcase) => ({
          testcase,
          ...judgedAndApproved(index),
        })),
      })
    }
    await client.end()
  })
  after(async () => {
    await rounds.remove()
    await places.remove()
    await rm(directory, { recursive: true, force: true })
  })

  const works: readonly Work[] = [
    {
      title: 'a migration',
      code: `${OPEN}
        const { migrate } = await import(${moduleUrl('./storage/migrate.ts')})
        console.log('begins')
        await migrate(database, at)`,
      prepare: makeOld,
      check: (location) =>
        withDatabase(location, async (database) => {
          await migrate(database, AT)
          assert.deepEqual(await readOutcome(database), whole)
          assert.deepEqual(await findStateDifferences(database), [])
        }),
    },
    {
      title: 'a restore',
      code: `${OPEN}
        const { restoreBackup } = await import(${moduleUrl('./backup/restore-backup.ts')})
        console.log('begins')
        await restoreBackup(database, FILE, { at, replace: false })`,
      prepare: async () => {},
      check: (location) =>
        withDatabase(location, async (database) => {
          const isThere = await sql`SELECT FROM pg_class WHERE oid = to_regclass('report')`.execute(database)
          // All or nothing: where nothing is there, it can be done again without being told to replace something.
          if (isThere.rows.length === 0) await restoreBackup(database, file, { at: AT, replace: false })
          assert.deepEqual(await readOutcome(database), whole)
        }),
    },
    {
      title: 'the retention job',
      code: `${OPEN}
        const { forgetReports } = await import(${moduleUrl('./storage/forget-reports.ts')})
        console.log('begins')
        await forgetReports(database, { at, rules: { keepMonths: 18 }, isDryRun: false, actor: 'test' })`,
      prepare: async (location) => {
        await withDatabase(location, async (database) => {
          await restoreBackup(database, file, { at: AT, replace: false })
        })
      },
      check: (location) =>
        withDatabase(location, async (database) => {
          const { rows } = await sql<{ uuid: string }>`
            SELECT uuid FROM report UNION ALL SELECT uuid FROM forgotten_report
          `.execute(database)
          assert.equal(rows.length, REPORTS)
          assert.equal(new Set(rows.map(({ uuid }) => uuid)).size, REPORTS)
          await forget(database)
          assert.deepEqual(await readOutcome(database), forgotten)
        }),
    },
    {
      title: 'the import from the predecessor',
      code: `${OPEN}
        const { migrate } = await import(${moduleUrl('./storage/migrate.ts')})
        const { importMonitor } = await import(${moduleUrl('./predecessor/import-monitor.ts')})
        const { openPredecessor } = await import(${moduleUrl('./predecessor/predecessor-source.ts')})
        const source = await openPredecessor(SOURCE, { timeZone: 'UTC', mostDocumentBytes: 100_000 })
        await migrate(database, at)
        console.log('begins')
        await importMonitor(database, source, { at, onProblem: () => {} })
        await source.close()`,
      prepare: async () => {},
      check: (location) =>
        withDatabase(location, async (database) => {
          await migrate(database, AT)
          const source = await openPredecessor(sourceUrl ?? '', { timeZone: 'UTC', mostDocumentBytes: 100_000 })
          const problems: unknown[] = []
          await importMonitor(database, source, { at: AT, onProblem: (problem) => problems.push(problem) })
          await source.close()
          assert.deepEqual(problems, [])
          const count = async (table: 'report' | 'submission' | 'result' | 'remark') =>
            (await database.selectFrom(table).select(sql<number>`1`.as('one')).execute()).length
          assert.equal(await count('report'), OLD_REPORTS)
          assert.equal(await count('submission'), OLD_REPORTS)
          assert.equal(await count('result'), OLD_REPORTS * OLD_TESTCASES.length)
          assert.equal(await count('remark'), OLD_REMARKS)
          assert.deepEqual(await findStateDifferences(database), [])
        }),
    },
  ]

  /** Says whether the work was killed before it had ended. */
  async function runAndKill(code: string, location: DatabaseLocation, delayMs: number): Promise<boolean> {
    const text = code
      .replace('LOCATION', JSON.stringify(location))
      .replace('FILE', JSON.stringify(file))
      .replace('SOURCE', JSON.stringify(sourceUrl))
    const child = spawn(process.execPath, ['--input-type=module', '-e', `${text}\nawait close()`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    await Promise.race([once(createInterface(child.stdout), 'line'), ended])
    await wait(delayMs)
    child.kill('SIGKILL')
    const [exitCode, signal] = await ended
    assert.ok(signal === 'SIGKILL' || exitCode === 0, `the process ended with ${exitCode}`)
    return signal === 'SIGKILL'
  }

  for (const work of works) {
    test(`${work.title} leaves nothing half done, and does the rest when it is started again (${ROUNDS} rounds on each database)`, async (context: TestContext) => {
      if (work.code.includes('SOURCE') && sourceUrl === undefined) {
        return context.skip(
          'SIEGEL_TEST_POSTGRES_URL names no server: `npm test` sets it where PostgreSQL is installed',
        )
      }
      let killed = 0
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const location of await rounds.emptyOnes()) {
          await work.prepare(location)
          if (await runAndKill(work.code, location, random() * 600)) killed += 1
          await work.check(location)
        }
        await rounds.remove()
      }
      context.diagnostic(`${killed} were killed before their end`)
    })
  }
})
