import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { plainReport, signed } from './signed-reports.fixture.ts'
import { type OpenDatabase, openDatabase } from './storage/database.ts'
import { describeOnEachDatabase } from './storage/each-database.fixture.ts'
import { migrate } from './storage/migrate.ts'
import { replaceAccounts } from './storage/replace-accounts.ts'
import { startTestServer, type TestServer } from './test-server.fixture.ts'

const TESTCASE = 'scs-0102-prop-min_ram'
const UUID = '5f0f1c3a-1111-4000-8000-000000000001'
const DETAIL = '/page/detail/gx-scs/scs-compatible-iaas'

describeOnEachDatabase('two servers on one database', (location) => {
  const opened: OpenDatabase[] = []
  let first: TestServer
  let second: TestServer
  before(async () => {
    const own = await openDatabase(location())
    opened.push(own)
    await migrate(own.database, new Date('2026-11-01T00:00:00Z'))
    // The embedded database can be opened only once, so there both servers share the connection, but nothing that they keep.
    const other = location().kind === 'postgres' ? await openDatabase(location()) : own
    if (other !== own) opened.push(other)
    first = await startTestServer(own)
    second = await startTestServer(other)
  })
  after(async () => {
    await first.close()
    await second.close()
    for (const { close } of opened) await close()
  })

  const upload = (verdict: number, checkedAt: string, uuid: string = randomUUID()) => {
    const run = { uuid, invocations: { one: { rc: 0, results: { [TESTCASE]: verdict } } } }
    return signed(second.key, [plainReport({}, { checked_at: checkedAt, run })])
  }
  const shown = async (server: TestServer) => {
    const status = (await server.get('/status?subject=gx-scs')).json()
    const [scope] = Object.values(status['gx-scs'] ?? {}) as { results: Record<string, { result: number }> }[]
    return scope?.results[TESTCASE]?.result
  }

  test('what one of them took in is on every page of the other at once', async () => {
    for (const [index, verdict] of [1, -1, 0, 1].entries()) {
      for (const server of [first, second]) await server.get('/page/table')
      assert.equal((await second.post(upload(verdict, `2026-11-21T0${index + 1}:00:00Z`))).statusCode, 200)
      assert.equal(await shown(first), verdict)
      assert.equal(await shown(second), verdict)
    }
    await second.post(upload(1, '2026-11-21T06:00:00Z', UUID))
    assert.ok((await first.get(DETAIL)).body.includes(UUID))
    assert.match((await first.get('/page/table')).body, /2026-11-21 06:00 UTC/)
  })

  test('what changes an account or a key for one of them, changes it for the other at once', async () => {
    const post = async (server: TestServer, minute: number) =>
      (await server.post(upload(1, `2026-11-21T06:0${minute}:00Z`))).statusCode
    assert.deepEqual([await post(first, 1), await post(second, 2)], [200, 200])
    const database = opened.at(-1)?.database
    assert.ok(database)
    await database.deleteFrom('public_key').execute()
    assert.deepEqual([await post(first, 3), await post(second, 4)], [401, 401])
    await replaceAccounts(database, [], new Date('2026-11-21T06:30:00Z'))
    assert.deepEqual([await post(first, 5), await post(second, 6)], [401, 401])
    assert.doesNotMatch((await first.get('/page/table')).body, /gx-scs/)
  })
})
