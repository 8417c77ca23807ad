import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SigningKey } from '#report/ssh-signature/private-key.ts'
import { signBytes } from '#report/ssh-signature/sign-bytes.ts'
import { joinSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { parseAccounts } from '../accounts/parse-accounts.ts'
import { NOW, newKey, plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { replaceAccounts } from '../storage/replace-accounts.ts'
import { accountFile, startTestServer, type TestServer } from '../test-server.fixture.ts'

const TESTCASE = 'scs-0102-prop-architecture'

describeOnEachOpenDatabase('who signed a report, and when', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
  })
  after(async () => server.close())

  const loadAccounts = (text: string) =>
    replaceAccounts(open().database, parseAccounts(text, 'a.yaml'), server.time.now)
  const withValidity = (key: SigningKey, validity: string) =>
    accountFile(server.key).replace(
      '  - subject: zuul',
      `      - {public_key: "${key.publicKey.toString('base64')}", public_key_type: ssh-ed25519, ${validity}}\n  - subject: zuul`,
    )
  const code = async (body: Buffer, user = 'gx-scs') => {
    const response = await server.post(body, { user })
    return response.statusCode === 200 ? 'accepted' : `${response.statusCode} ${response.json().code}`
  }
  const fresh = (key: SigningKey) => signed(key, [plainReport({ [TESTCASE]: 1 })])
  const standing = async () =>
    (await server.get('/api/v1/compliance/gx-scs/scs-compatible-iaas'))
      .json()
      .testcases.find(({ id }: { id: string }) => id === TESTCASE)

  test('a key counts from the beginning of its validity to its end', async () => {
    for (const [validity, expected] of [
      ['valid_from: 2026-11-22T00:00:00Z', /^401 /],
      ['valid_until: 2026-11-20T00:00:00Z', /^401 /],
      ['valid_from: 2026-11-20T00:00:00Z, valid_until: 2026-11-22T00:00:00Z', /^accepted/],
    ] as const) {
      const key = newKey()
      await loadAccounts(withValidity(key, validity))
      assert.match(await code(fresh(key)), expected, validity)
    }
    await loadAccounts(accountFile(server.key))
  })

  test('a key that was taken from the account file is worth nothing from then on', async () => {
    const key = newKey()
    await loadAccounts(withValidity(key, 'public_key_name: old'))
    const body = fresh(key)
    assert.equal(await code(body), 'accepted')
    await loadAccounts(accountFile(server.key))
    server.time.now = new Date(NOW.getTime() + 60_000)
    assert.match(await code(fresh(key)), /^401 /)
    assert.match(await code(body), /^401 /)
    server.time.now = NOW
  })

  test('a signature counts only for the account whose key it is, whatever roles the sender has', async () => {
    const own = newKey()
    await loadAccounts(withValidity(own, 'public_key_name: own'))
    const body = fresh(own)
    for (const user of ['robot', 'zuul', 'foreign']) assert.match(await code(body, user), /^401 /, user)
    assert.equal(await code(body), 'accepted')
    await loadAccounts(accountFile(server.key))
  })

  test('a signature that was made for something else is no signature of a report', async () => {
    const bytes = Buffer.from('spec: {}\n')
    for (const namespace of ['file', 'git', 'Report']) {
      assert.match(await code(joinSignedBody(signBytes(bytes, namespace, server.key), bytes)), /^401 /, namespace)
    }
  })

  test('an old report that is sent again changes nothing', async () => {
    const old = signed(server.key, [plainReport({ [TESTCASE]: 1 }, { checked_at: '2026-11-21 06:00:00' })])
    const newer = signed(server.key, [plainReport({ [TESTCASE]: -1 }, { checked_at: '2026-11-21 06:59:00' })])
    assert.equal(await code(old), 'accepted')
    assert.equal(await code(newer), 'accepted')
    const before = await standing()
    assert.equal(before.standing, 'FAIL')
    assert.equal(await code(old), 'accepted')
    assert.deepEqual(await standing(), before)
  })

  test('an old report that was never sent is history, and does not bring back what was true then', async () => {
    const before = await standing()
    const late = signed(server.key, [plainReport({ [TESTCASE]: 1 }, { checked_at: '2024-11-21 06:00:00' })])
    assert.equal(await code(late), 'accepted')
    assert.deepEqual(await standing(), before)
  })

  test('the results of a report may come again under another uuid', async () => {
    const document = plainReport({ [TESTCASE]: 1 })
    assert.equal(await code(signed(server.key, [document])), 'accepted')
    const run = plainReport({ [TESTCASE]: 1 }).run ?? null
    assert.equal(await code(signed(server.key, [{ ...document, run }])), 'accepted')
  })

  test('the same document under the same uuid in other bytes is another report', async () => {
    const document = plainReport({ [TESTCASE]: 1 })
    assert.equal(await code(signed(server.key, [document])), 'accepted')
    assert.equal(await code(signed(server.key, [document, plainReport({})])), '409 SERVER_REPORT_EXISTS')
  })

  test('a report about a subject that the sender does not speak for is refused, however it is signed', async () => {
    const body = signed(server.key, [plainReport({ [TESTCASE]: 1 }, { subject: 'poc-1' })])
    assert.equal(await code(body), '403 SERVER_SUBJECT_FORBIDDEN')
    assert.equal(await code(body, 'foreign'), '403 SERVER_SUBJECT_FORBIDDEN')
    assert.equal(await code(body, 'robot'), 'accepted')
  })

  test('an account that was removed takes its API keys along, also when it comes back', async () => {
    const made = await server.call({
      method: 'POST',
      url: '/api/v1/accounts/foreign/keys',
      user: 'chief',
      payload: { name: 'x' },
    })
    const headers = { authorization: `Bearer ${made.json().key}` }
    const status = async () => (await server.get('/api/v1/reports', { headers })).statusCode
    assert.equal(await status(), 200)
    const without = accountFile(server.key).replace(/ {2}- subject: foreign\n[\s\S]*?(?= {2}- subject)/, '')
    assert.doesNotMatch(without, /foreign/)
    await loadAccounts(without)
    assert.equal(await status(), 401)
    await loadAccounts(accountFile(server.key))
    assert.equal(await status(), 401)
  })
})
