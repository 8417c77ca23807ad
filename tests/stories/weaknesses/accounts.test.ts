import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createAuthenticator } from '#server/accounts/authenticate.ts'
import { parseAccounts } from '#server/accounts/parse-accounts.ts'
import { NOW, newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '#server/storage/each-database.fixture.ts'
import { replaceAccounts } from '#server/storage/replace-accounts.ts'
import { accountFile, PASSWORD, startTestServer, type TestServer } from '#server/test-server.fixture.ts'

const TESTCASE = 'scs-0102-prop-architecture'
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

/** Group D of the weaknesses of today’s monitor: who may do what, and who is told what. */
describeOnEachOpenDatabase('weaknesses of today’s monitor, accounts', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
  })
  after(async () => server.close())

  test('weakness 28: a refusal takes as long for unknown users as for known ones, whatever their hash', async () => {
    const authenticator = createAuthenticator(open().database, () => NOW)
    try {
      for (const user of ['nobody', 'poc-1', 'gx-scs', 'a b', '']) {
        const started = performance.now()
        await assert.rejects(authenticator.authenticate({ authorization: basic(user, 'guess'), address: '10.0.0.1' }), {
          code: 'SERVER_CREDENTIALS_WRONG',
          message: 'Incorrect subject or API key',
        })
        assert.ok(performance.now() - started >= 399, user)
      }
    } finally {
      await authenticator.close()
    }
  })

  test('weakness 29: pages with drafts need an account', async () => {
    for (const path of ['table_full', 'detail_full/gx-scs/scs-compatible-iaas', 'table_full/']) {
      for (const form of ['page', 'fragment', 'markdown']) {
        const url = `/${form}/${path}`
        assert.equal((await server.get(url)).statusCode, 401, url)
        assert.equal((await server.get(url, { user: 'foreign' })).statusCode, 200, url)
      }
    }
  })

  test('weakness 30: 401 asks for credentials properly, and who lacks a right is told 403', async () => {
    const wrong = await server.post(Buffer.alloc(0), { password: 'wrong' })
    const missing = await server.get('/reports')
    for (const { statusCode, headers } of [wrong, missing]) {
      assert.equal(statusCode, 401)
      assert.match(String(headers['www-authenticate']), /^Basic realm="[^"]+", charset="UTF-8"$/)
    }
    assert.equal((await server.get('/results', { user: 'gx-scs' })).statusCode, 403)
    const foreign = await server.post(signed(server.key, [plainReport({ a: 1 })]), { user: 'foreign' })
    assert.equal(foreign.statusCode, 403)
  })

  test('weakness 31: a password with letters beyond ASCII signs in', async () => {
    assert.match(PASSWORD, /[^ -~]/)
    assert.equal((await server.get('/reports', { user: 'gx-scs' })).statusCode, 200)
  })

  test('weakness 32: NUL, very long passwords and odd headers are refused like any other, and bcrypt ignores no ending', async () => {
    const limits = { readsPerAddress: 0, failedSignInsPerAddress: 0, failedSignInsPerAccount: 0 }
    const own = await startTestServer(open(), { limits })
    try {
      for (const [user, password] of [
        ['gx\0scs', 'x'],
        ['gx-scs', 'a\0b'],
        ['gx-scs', 'x'.repeat(5_000)],
        ['gx-scs', `${PASSWORD}${'x'.repeat(80)}`],
        ['\ud800', 'x'],
      ] as const) {
        assert.equal((await own.post(Buffer.alloc(0), { user, password })).statusCode, 401)
      }
      for (const authorization of [
        'Basic',
        'Basic !!!',
        'Basic Og==',
        `Basic ${'A'.repeat(9_000)}`,
        'Digest x',
        '\u00e9',
      ]) {
        assert.equal(
          (await own.get('/reports', { headers: { authorization } })).statusCode,
          401,
          authorization.slice(0, 20),
        )
      }
    } finally {
      await own.close()
    }
  })

  test('weakness 33: who hands in for a subject can read it back, and the role admin is good for something', async () => {
    const response = await server.post(signed(server.key, [plainReport({ a: 1 })]), { user: 'zuul' })
    const uuid = response.headers['siegel-report']
    assert.equal((await server.get(`/reports/${uuid}`, { user: 'zuul' })).statusCode, 200)
    assert.equal((await server.get(`/reports/${uuid}`, { user: 'foreign' })).statusCode, 403)
    assert.equal((await server.get('/api/v1/audit', { user: 'chief' })).statusCode, 200)
    assert.equal((await server.get('/api/v1/audit', { user: 'zuul' })).statusCode, 403)
  })

  test('weakness 34: a parameter `settings` reaches nothing inside', async () => {
    for (const path of [
      '/status',
      '/page/table',
      '/page/detail/gx-scs/scs-compatible-iaas',
      '/reports',
      '/results',
      '/healthz',
      '/metrics',
      '/page/scope/scs-compatible-iaas',
    ]) {
      const plain = await server.get(path, { user: 'auditor' })
      const odd = await server.get(`${path}?settings=x&conn=y&self=z`, { user: 'auditor' })
      assert.equal(odd.statusCode, plain.statusCode, path)
      assert.ok(odd.statusCode < 400, path)
    }
  })

  test('weakness 35: no address leads to another host, and no page loads scripts from elsewhere', async () => {
    for (const path of ['/', '/page/table/', '/page/table//', '//evil.example/page/table', '/page//table']) {
      const { headers, body } = await server.get(path, {
        headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      })
      assert.ok(!String(headers.location ?? '').match(/evil|^\/\//), `${path} leads to ${headers.location}`)
      assert.ok(!body.includes('//evil.example'), path)
    }
    for (const path of ['/docs', '/redoc', '/openapi.json']) assert.equal((await server.get(path)).statusCode, 404)
    assert.doesNotMatch((await server.get('/api/v1/openapi.json')).body, /https?:\/\/[^"]*\.js/)
  })

  test('weakness 36: a key has an end, and an old signed report changes nothing that came later', async () => {
    const key = newKey()
    const text = accountFile(server.key).replace(
      '  - subject: zuul',
      `      - {public_key: "${key.publicKey.toString('base64')}", public_key_type: ssh-ed25519, valid_until: 2026-11-20T00:00:00Z}\n  - subject: zuul`,
    )
    await replaceAccounts(open().database, parseAccounts(text, 'a.yaml'), NOW)
    const expired = await server.post(signed(key, [plainReport({ a: 1 })]))
    assert.equal(expired.statusCode, 401)
    const standing = async () =>
      (await server.get('/api/v1/compliance/gx-scs/scs-compatible-iaas'))
        .json()
        .testcases.find(({ id }: { id: string }) => id === TESTCASE).standing
    const old = signed(server.key, [plainReport({ [TESTCASE]: 1 }, { checked_at: '2026-11-19 06:00:00' })])
    assert.equal((await server.post(signed(server.key, [plainReport({ [TESTCASE]: -1 })]))).statusCode, 200)
    assert.equal((await server.post(old)).statusCode, 200)
    assert.equal(await standing(), 'FAIL')
  })
})
