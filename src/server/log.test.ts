import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOW, plainReport, signed } from './signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from './storage/each-database.fixture.ts'
import { PASSWORD, startTestServer } from './test-server.fixture.ts'

const CANARY = 'canary-7f3a9c51'
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

describeOnEachOpenDatabase('the log', (open) => {
  test('has one line of JSON per request, and none of the secrets that came with them', async (context) => {
    let log = ''
    const server = await startTestServer(open(), {
      log: {
        write: (line) => {
          log += line
        },
      },
    })
    context.after(() => server.close())
    const made = await server.call({
      ...{ method: 'POST', url: '/api/v1/accounts/gx-scs/keys', user: 'chief' },
      payload: { name: 'x', expiresAt: new Date(NOW.getTime() + 86_400_000).toISOString() },
    })
    assert.equal(made.statusCode, 201, made.body)
    const { key } = made.json()
    for (const authorization of [
      basic('gx-scs', CANARY),
      `Bearer ${CANARY}`,
      `Bearer ${key}`,
      basic(CANARY, PASSWORD),
    ]) {
      await server.get('/reports', { headers: { authorization, cookie: `session=${CANARY}` } })
    }
    for (const url of [
      `/page/table?token=${CANARY}`,
      `/reports?password=${CANARY}`,
      `/page/report/${key}`,
      `/nothing?x=${CANARY}`,
    ]) {
      await server.get(url, { headers: { 'x-auth-token': CANARY, referer: `http://x/?t=${CANARY}` } })
    }
    const leaking = plainReport({ a: 1 }, { note: `OS_PASSWORD=${CANARY}` })
    await server.post(signed(server.key, [leaking]))
    await server.post(Buffer.from(CANARY), { contentType: `text/${CANARY}` })
    // What the database says about an error may quote what was sent.
    await open().database.schema.alterTable('report').renameTo('report_away').execute()
    const broken = await server.post(signed(server.key, [plainReport({ a: 1 }, { note: CANARY })]))
    await open().database.schema.alterTable('report_away').renameTo('report').execute()
    assert.equal(broken.statusCode, 500)
    assert.ok(!broken.body.includes('report_away') && !/relation|SELECT|INSERT/.test(broken.body))

    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const paths = lines.flatMap(({ req }) => (req === undefined ? [] : [req.path]))
    assert.ok(paths.includes('/page/table'))
    const fault = lines.find(({ level }) => level >= 50)
    assert.equal(fault?.err.code, '42P01')
    assert.match(fault?.err.stack, /at /)
    for (const secret of [CANARY, key, PASSWORD, basic('gx-scs', CANARY).slice(6)]) {
      assert.ok(!log.includes(secret), `${secret} is in the log`)
    }
  })
})
