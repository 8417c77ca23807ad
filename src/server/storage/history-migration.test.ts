import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openDatabase } from './database.ts'
import { describeOnEachDatabase } from './each-database.fixture.ts'
import { findStateDifferences } from './find-state-differences.ts'
import { migrate, readMigrations } from './migrate.ts'

const AT = new Date('2026-11-21T07:00:00Z')

describeOnEachDatabase('a database from before the history', (location) => {
  test('has the runs of all its results after the migration', async () => {
    const { database, close } = await openDatabase(location())
    try {
      const before = (await readMigrations()).filter(({ name }) => name < '0006')
      assert.equal(before.length, 5)
      await migrate(database, AT, before)
      await sql`
        INSERT INTO submission (body, media_type, signed_sha256, key_type, key_body, received_at, submitted_by)
        VALUES ('x', 'application/x-signed-yaml', 'x', 'ssh-ed25519', 'AAAA', ${AT}, 'gx-scs')
      `.execute(database)
      await sql`
        INSERT INTO report (submission_id, uuid, subject, scope_uuid, checked_at, document)
        SELECT submission.id, 'report-' || number, 'gx-scs', 'scope', ${AT}::timestamptz - make_interval(hours => number * 17), '{}'
        FROM submission, generate_series(1, 60) AS number
      `.execute(database)
      await sql`
        INSERT INTO result (report_id, testcase_id, verdict)
        SELECT report.id, testcase_id, (ARRAY['PASS', 'PASS', 'PASS', 'FAIL', 'ABORT'])[1 + (report.id * 7 / 3) % 5]
        FROM report, (VALUES ('a'), ('b')) AS testcase (testcase_id)
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
        INSERT INTO current_result
        SELECT newest.*, certain.verdict, certain.checked_at, certain.uuid FROM newest JOIN certain USING (testcase_id)
      `.execute(database)
      const applied = await migrate(database, AT)
      assert.ok(applied.includes('0006-history'))
      assert.ok((await database.selectFrom('result_run').select('testcase_id').execute()).length > 10)
      assert.deepEqual(await findStateDifferences(database), [])
    } finally {
      await close()
    }
  })
})
