import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachOpenDatabase } from './storage/each-database.fixture.ts'
import { startTestServer } from './test-server.fixture.ts'

const LIMITS = { readsPerAddress: 5, failedSignInsPerAddress: 3, failedSignInsPerAccount: 6 }

describeOnEachOpenDatabase('limits per address and account', (open) => {
  async function start(trustedProxies: readonly string[] = ['127.0.0.1']) {
    const server = await startTestServer(open(), { limits: LIMITS, trustedProxies })
    const ask = (url: string, address: string, user?: string) =>
      server.app.inject({
        url,
        headers: {
          'x-forwarded-for': address,
          ...(user !== undefined && { authorization: `Basic ${Buffer.from(`${user}:wrong`).toString('base64')}` }),
        },
      })
    return { ...server, ask }
  }

  test('an address may read so often within a minute, is told how long to wait, and others go on', async (context) => {
    const server = await start()
    context.after(() => server.close())
    for (let count = 0; count < 5; count += 1)
      assert.equal((await server.ask('/page/table', '192.0.2.1')).statusCode, 200)
    for (const url of ['/page/table', '/status', '/api/v1/scopes', '/fragment/table', '/nothing']) {
      const refused = await server.ask(url, '192.0.2.1')
      assert.equal(refused.statusCode, 429, url)
      const seconds = Number(refused.headers['retry-after'])
      assert.ok(seconds >= 1 && seconds <= 60)
      if (url.startsWith('/page')) assert.match(refused.body, /^<!doctype html>/)
      else {
        assert.match(String(refused.headers['content-type']), /^application\/problem\+json/)
        assert.equal(refused.json().code, 'SERVER_TOO_MANY_REQUESTS')
      }
    }
    for (const url of ['/healthz', '/readyz', '/metrics'])
      assert.equal((await server.ask(url, '192.0.2.1')).statusCode, 200)
    assert.equal((await server.ask('/page/table', '192.0.2.2')).statusCode, 200)
    server.time.now = new Date(server.time.now.getTime() + 60_000)
    assert.equal((await server.ask('/page/table', '192.0.2.1')).statusCode, 200)
  })

  test('addresses of one IPv6 network count together', async (context) => {
    const server = await start()
    context.after(() => server.close())
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await server.ask('/page/table', `2001:db8:1:2::${count}`)).statusCode)
    }
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
  })

  test('what an untrusted client says about where it comes from is not believed', async (context) => {
    const server = await start(['10.0.0.1'])
    context.after(() => server.close())
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await server.ask('/page/table', `192.0.2.${count}`)).statusCode)
    }
    assert.equal(statuses.at(-1), 429)
  })

  test('failed sign-ins are counted per address, also when they come at once', async (context) => {
    const server = await start()
    context.after(() => server.close())
    const answers = await Promise.all(Array.from({ length: 10 }, () => server.ask('/reports', '192.0.2.1', 'gx-scs')))
    const statuses = answers.map(({ statusCode }) => statusCode)
    assert.equal(statuses.filter((status) => status === 401).length, LIMITS.failedSignInsPerAddress)
    assert.ok(statuses.every((status) => [401, 429].includes(status)))
  })

  test('and per account, from however many addresses; who signed in before, and other accounts, get in', async (context) => {
    const server = await start()
    context.after(() => server.close())
    assert.equal((await server.get('/reports', { user: 'gx-scs' })).statusCode, 200)
    const statuses: number[] = []
    for (let count = 0; count < 8; count += 1) {
      statuses.push((await server.ask('/reports', `192.0.2.${count}`, 'gx-scs')).statusCode)
    }
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401, 429, 429])
    assert.equal((await server.get('/reports', { user: 'gx-scs' })).statusCode, 200)
    assert.equal((await server.get('/reports', { user: 'zuul' })).statusCode, 200)
  })
})
