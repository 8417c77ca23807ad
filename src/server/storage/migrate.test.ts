import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openDatabase } from './database.ts'
import { describeOnEachDatabase } from './each-database.fixture.ts'
import { migrate } from './migrate.ts'

const AT = new Date('2026-11-21T07:00:00Z')

describeOnEachDatabase('migrations', (location) => {
  test('are applied in order and once, a failing one leaves nothing, an unknown one is refused', async () => {
    const { database, close } = await openDatabase(location())
    try {
      const applied = await migrate(database, AT)
      assert.deepEqual(applied, applied.toSorted())
      assert.ok(applied.includes('0001-accounts'))
      assert.deepEqual(await migrate(database, AT), [])
      const failing = { name: '9998-x', sha256: 'x', statements: ['CREATE TABLE half (id int)', 'SELECT nonsense'] }
      await assert.rejects(migrate(database, AT, [failing]))
      const { rows } = await sql<{ found: string | null }>`SELECT to_regclass('half')::text AS found`.execute(database)
      assert.deepEqual(rows, [{ found: null }])
      await database.insertInto('applied_migration').values({ name: '9999-y', sha256: 'y', applied_at: AT }).execute()
      await assert.rejects(migrate(database, AT), { code: 'SERVER_DATABASE_NEWER' })
    } finally {
      await close()
    }
  })

  test('numbers and instants are the same on every database', async () => {
    const { database, close } = await openDatabase(location())
    try {
      const { rows } = await sql`
        SELECT 5::bigint AS number, count(*) AS count, '2026-11-21 03:51:16.429+02'::timestamptz AS at,
          '{"a": [1]}'::jsonb AS document
        FROM (VALUES (1), (2)) AS list
      `.execute(database)
      const at = new Date('2026-11-21T01:51:16.429Z')
      assert.deepEqual(rows, [{ number: 5, count: 2, at, document: { a: [1] } }])
    } finally {
      await close()
    }
  })
})
