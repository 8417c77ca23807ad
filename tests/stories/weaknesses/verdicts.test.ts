import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { JsonValue } from '#report/json-value.ts'
import { parseAccounts } from '#server/accounts/parse-accounts.ts'
import { knownScopes } from '#server/known-scopes.ts'
import { readBundledScopes } from '#server/read-bundled-scopes.ts'
import { NOW, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '#server/storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '#server/test-server.fixture.ts'

const TESTCASE = 'scs-0102-prop-architecture'
const SCOPE = 'scs-compatible-iaas'

/** Group A of the weaknesses of today’s monitor: the integrity of the verdict. */
describeOnEachOpenDatabase('weaknesses of today’s monitor, integrity of the verdict', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
  })
  after(async () => server.close())

  const send = (document: JsonValue, user = 'robot') => server.post(signed(server.key, [document]), { user })
  const codeOf = async (document: JsonValue) => (await send(document)).json()?.code ?? 'accepted'
  const about = (subject: string, changes: Record<string, JsonValue> = {}, verdict: JsonValue = 1) =>
    plainReport({ [TESTCASE]: verdict }, { subject, ...changes })
  const compliance = async (subject: string) => (await server.get(`/api/v1/compliance/${subject}/${SCOPE}`)).json()
  const standing = async (subject: string) =>
    (await compliance(subject)).testcases.find(({ id }: { id: string }) => id === TESTCASE).standing

  test('weakness 1: a result that is no 1, 0 or -1 is refused and counts for nothing', async () => {
    for (const result of [42, -7, 2, 1.5, 0.5, true, '1', null, [1], 1e300]) {
      assert.equal(await codeOf(about('foreign', {}, result)), 'REPORT_INVALID', String(result))
    }
    assert.equal((await server.get(`/status?subject=foreign`)).body, '{}')
  })

  test('weakness 2: a check of the future or of a magic word is refused, and cannot hide a later FAIL', async () => {
    for (const [moment, code] of [
      ['2099-01-01 00:00:00', 'REPORT_CHECKED_AT_IN_FUTURE'],
      ['2026-11-21T07:05:01Z', 'REPORT_CHECKED_AT_IN_FUTURE'],
      ...['yesterday', 'now', 'infinity', '-infinity', 'epoch', 'tomorrow'].map(
        (word) => [word, 'REPORT_INVALID'] as const,
      ),
    ] as const) {
      assert.equal(await codeOf(about('zuul', { checked_at: moment })), code, moment)
    }
    assert.equal(await codeOf(about('zuul', {}, -1)), 'accepted')
    assert.equal(await standing('zuul'), 'FAIL')
  })

  test('weakness 3: the same instant is the same, as YAML and as JSON, in whatever zone; without one it is UTC', async () => {
    for (const moment of [
      '2026-11-20T12:00:00+02:00',
      '2026-11-20 10:00:00',
      '2026-11-20T05:00:00-05:00',
      '2026-11-20T10:00:00Z',
    ]) {
      for (const [format, text] of [
        ['json', JSON.stringify(about('gx-scs', { checked_at: moment }))],
        ['yaml', JSON.stringify(about('gx-scs', { checked_at: 'HERE' })).replace('"HERE"', moment)],
      ] as const) {
        const response = await server.post(signed(server.key, text, format), {
          contentType: `application/x-signed-${format}`,
        })
        assert.equal(response.statusCode, 200, response.body)
        const stored = (await server.get(`/api/v1/reports/${response.headers['siegel-report']}`)).json()
        assert.equal(stored.checkedAt, '2026-11-20T10:00:00.000Z', `${moment} as ${format}`)
      }
    }
  })

  test('weakness 4: a date of the timeline takes effect at midnight UTC, without restart', async () => {
    const scope = knownScopes(readBundledScopes()).find(SCOPE)
    const dates = scope?.timeline.map(({ date }) => date) ?? []
    const validities = async (at: Date) => {
      server.time.now = at
      return JSON.stringify((await server.get(`/api/v1/scopes/${SCOPE}`)).json().versions)
    }
    let changes = 0
    for (const date of dates) {
      const midnight = new Date(`${date}T00:00:00Z`)
      const before = await validities(new Date(midnight.getTime() - 1))
      if (before !== (await validities(midnight))) changes += 1
    }
    server.time.now = NOW
    assert.equal(changes, dates.length)
  })

  test('weakness 5: a delegate that is defined further below counts at the first load, and a mistyped one is named', async () => {
    const response = await send(about('gx-scs'), 'zuul')
    assert.equal(response.statusCode, 200, response.body)
    assert.throws(() => parseAccounts('accounts:\n  - subject: a\n    delegates: [nobody]\n', 'a.yaml'), {
      code: 'SERVER_ACCOUNTS_INVALID',
      message: /nobody/,
    })
  })

  test('weakness 6: an empty or contradicting `versions` does not take the place of the invocations', async () => {
    const others: readonly JsonValue[] = [{}, { 'v5.1': { [TESTCASE]: 1 } }]
    for (const versions of others) {
      assert.equal(await codeOf(about('boss', { versions }, -1)), 'accepted')
      const { body } = await server.get('/results?limit=1', { user: 'auditor' })
      assert.deepEqual([JSON.parse(body)[0].subject, JSON.parse(body)[0].result], ['boss', -1])
    }
  })

  test('weakness 7: the uuid of a run is a UUID, in one spelling, and belongs to whoever came first', async () => {
    for (const uuid of [
      '',
      'a/b/../c',
      ['x'],
      5,
      null,
      {},
      '00000000-0000-0000-0000-000000000000',
      `${randomUUID()} `,
    ]) {
      const run = { uuid, invocations: { one: { results: { [TESTCASE]: 1 } } } }
      assert.equal(await codeOf(about('foreign', { run })), 'REPORT_INVALID', JSON.stringify(uuid))
    }
    const uuid = randomUUID()
    const run = (spelling: string) => ({ uuid: spelling, invocations: { one: { results: { [TESTCASE]: 1 } } } })
    assert.equal(await codeOf(about('foreign', { run: run(uuid) })), 'accepted')
    assert.equal(await codeOf(about('foreign', { run: run(uuid.toUpperCase()) })), 'SERVER_REPORT_EXISTS')
  })

  test('weakness 8: the sender is told which scope and which testcases are unknown', async () => {
    const uuid = randomUUID()
    const strange = await send(plainReport({ a: 1 }, { spec: { uuid } }))
    assert.match(String(strange.headers['siegel-warning']), new RegExp(`unknown scope ${uuid}`))
    const response = await send(plainReport({ 'nobodys-testcase': 1, [TESTCASE]: 1 }))
    assert.equal(response.headers['siegel-warning'], 'unknown testcase nobodys-testcase')
  })

  test('weakness 9: one testcase that passed is no compliance while others are missing', async () => {
    assert.equal(await codeOf(about('assessor')), 'accepted')
    const { standing: whole, versions } = await compliance('assessor')
    assert.equal(whole, 'MISS')
    const { counts } = versions[0].targets.find(({ target }: { target: string }) => target === 'main')
    assert.equal(counts.PASS, 1)
    assert.ok(counts.MISS > 40)
    const { body } = await server.get(`/fragment/detail/assessor/${SCOPE}?lang=en`)
    assert.match(body, /missing/i)
  })
})
