import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { IAAS_UUID, plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'
import { assertDescribed } from './described-answer.fixture.ts'

const YAML = { 'content-type': 'application/x-signed-yaml' }
const JSON_TYPE = { 'content-type': 'application/json' }
const API = '/api/v1'

describeOnEachOpenDatabase('the API', (open) => {
  let server: TestServer
  const uuids: string[] = []
  before(async () => {
    server = await startTestServer(open())
    for (const [minute, verdict] of [1, -1, 0, 1].entries()) {
      const uuid = randomUUID()
      uuids.push(uuid)
      const document = plainReport(
        { 'scs-0102-prop-architecture': verdict, 'scs-0102-prop-min_ram': 1 },
        {
          checked_at: `2026-11-21 06:0${minute}:00`,
          run: {
            uuid,
            invocations: { one: { results: { 'scs-0102-prop-architecture': verdict, 'scs-0102-prop-min_ram': 1 } } },
          },
        },
      )
      assert.equal((await server.post(signed(server.key, [document]))).statusCode, 200)
    }
  })
  after(async () => server.close())
  const submit = (payload: Buffer, user = 'gx-scs') =>
    server.call({ method: 'POST', url: `${API}/reports`, user, headers: YAML, payload })

  /** All pages of a list. */
  async function readAll(path: string, user?: string): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = []
    let cursor = ''
    for (let page = 0; page < 100; page += 1) {
      const url = `${API}${path}${path.includes('?') ? '&' : '?'}limit=1${cursor}`
      const response = await server.get(url, user === undefined ? {} : { user })
      assert.equal(response.statusCode, 200, response.body)
      const answer = response.json()
      items.push(...answer.items)
      if (answer.next === null) return items
      cursor = `&cursor=${answer.next}`
    }
    throw new Error('the list has no end')
  }

  test('the document says what the API is, and every reference in it leads somewhere', async () => {
    const response = await server.get(`${API}/openapi.json`)
    assert.equal(response.statusCode, 200)
    const document = response.json()
    assert.equal(document.openapi, '3.1.0')
    for (const [, name = ''] of response.body.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      assert.ok(document.components.schemas[name], name)
    }
    assert.doesNotMatch(response.body, /\$defs/)
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
    )
    assert.equal(new Set(ids).size, ids.length)
  })

  test('the document is valid OpenAPI 3.1, and one that is not would be noticed', async () => {
    const document = (await server.get(`${API}/openapi.json`)).json()
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    assert.ok(valid, JSON.stringify(errors))
    const broken = structuredClone(document)
    broken.paths[`${API}/scopes`].get.parameters = [{ name: 'x', in: 'nowhere' }]
    assert.equal((await new Validator().validate(broken)).valid, false)
  })

  test('history, due work and retention are described like everything else', async () => {
    const { paths } = (await server.get(`${API}/openapi.json`)).json()
    for (const path of ['/history', '/due', '/retention', '/compliance/{subject}/{scope}']) {
      assert.ok(paths[`${API}${path}`], path)
    }
    const { parameters } = paths[`${API}/compliance/{subject}/{scope}`].get
    assert.deepEqual(
      parameters.map(({ name, required }: { name: string; required: boolean }) => `${name} ${required}`),
      ['subject true', 'scope true', 'at false', 'known false'],
    )
  })

  test('what administrators ask for is described, a backup as a file', async () => {
    const { paths } = (await server.get(`${API}/openapi.json`)).json()
    for (const path of ['/backup', '/account-file', '/audit']) {
      assert.match(paths[`${API}${path}`].get.description, /admin/)
      assert.equal((await server.get(`${API}${path}`)).statusCode, 401, path)
      assert.equal((await server.get(`${API}${path}`, { user: 'gx-scs' })).statusCode, 403, path)
    }
    assert.deepEqual(paths[`${API}/backup`].get.responses['200'].content, { 'application/gzip': {} })
    const { headers, rawPayload } = await server.get(`${API}/backup`, { user: 'chief' })
    assert.equal(headers['content-type'], 'application/gzip')
    assert.equal(headers['content-disposition'], 'attachment; filename="siegel-backup"')
    assert.equal(headers['cache-control'], 'no-store')
    assert.deepEqual([...rawPayload.subarray(0, 2)], [0x1f, 0x8b])
  })

  test('an answer that the document does not describe would be noticed', async () => {
    const response = await server.get(`${API}/scopes`)
    const changed = { ...response, json: () => ({ items: [{ uuid: 1 }], next: null }) } as typeof response
    assert.throws(() => assertDescribed('GET', `${API}/scopes`, changed))
    const extra = { ...response, json: () => ({ items: [], next: null, more: 1 }) } as typeof response
    assert.throws(() => assertDescribed('GET', `${API}/scopes`, extra))
  })

  for (const path of [
    '/subjects',
    '/subjects/gx-scs',
    '/scopes',
    '/scopes/scs-compatible-iaas',
    `/scopes/${IAAS_UUID}`,
    '/scopes/scs-compatible-iaas/versions/v5.1',
    '/testcases?limit=200',
    '/testcases/scs-0102-prop-architecture',
    '/compliance',
    '/compliance?scope=scs-compatible-iaas',
    '/compliance/gx-scs/scs-compatible-iaas',
    '/compliance/foreign/scs-compatible-kaas',
  ]) {
    test(`everybody may read ${path}`, async () => {
      const response = await server.get(`${API}${path}`)
      assert.equal(response.statusCode, 200, response.body)
      const again = await server.get(`${API}${path}`, { headers: { 'if-none-match': String(response.headers.etag) } })
      assert.equal(again.statusCode, 304)
    })
  }

  test('a subject stands as its newest results say, with the last certain one beside an ABORT', async () => {
    const { testcases, standing, lastCheckedAt } = (
      await server.get(`${API}/compliance/gx-scs/scs-compatible-iaas`)
    ).json()
    const row = testcases.find(({ id }: { id: string }) => id === 'scs-0102-prop-architecture')
    assert.equal(row.standing, 'PASS')
    assert.equal(row.result.report, uuids[3])
    assert.equal(row.isRequired, true)
    assert.equal(standing, 'MISS')
    assert.equal(lastCheckedAt, '2026-11-21T06:03:00.000Z')
  })

  test('lists come page by page, each entry once', async () => {
    const reports = await readAll('/reports', 'gx-scs')
    assert.deepEqual(
      reports.map(({ uuid }) => uuid),
      uuids.toReversed(),
    )
    const results = await readAll('/results', 'gx-scs')
    assert.equal(results.length, 8)
    assert.equal(new Set(results.map(({ report, testcase }) => `${report} ${testcase}`)).size, 8)
    assert.equal((await readAll('/subjects')).length, 4)
    assert.equal((await readAll('/compliance')).length, 1)
    const approved = await readAll('/results?approved=false', 'gx-scs')
    assert.deepEqual(
      approved.map(({ verdict }) => verdict),
      ['ABORT', 'FAIL'],
    )
  })

  test('a report is public without what programs printed', async () => {
    const report = (await server.get(`${API}/reports/${uuids[1]}`)).json()
    assert.deepEqual(report.results[0], { testcase: 'scs-0102-prop-architecture', verdict: 'FAIL' })
    assert.equal(report.links.page, `/page/report/${uuids[1]}`)
  })

  const refused: readonly (readonly [
    title: string,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    user: string | undefined,
    status: number,
  ])[] = [
    ['reports without sign-in', 'GET', '/reports', undefined, 401],
    ['reports about others', 'GET', '/reports?subject=foreign', 'gx-scs', 403],
    ['results about others', 'GET', '/results?subject=foreign', 'gx-scs', 403],
    ['the audit log without the role admin', 'GET', '/audit', 'auditor', 403],
    ['API keys without the role admin', 'GET', '/accounts/gx-scs/keys', 'gx-scs', 403],
    ['making an API key for oneself', 'POST', '/accounts/gx-scs/keys', 'gx-scs', 403],
    ['an account that does not exist', 'GET', '/accounts/nobody/keys', 'chief', 404],
    ['a key that does not exist', 'DELETE', '/accounts/gx-scs/keys/99999', 'chief', 404],
    ['a subject that does not exist', 'GET', '/subjects/nobody', undefined, 404],
    ['a subject with an odd name', 'GET', '/subjects/%3Cimg%3E', undefined, 404],
    ['a scope that does not exist', 'GET', '/scopes/nothing', undefined, 404],
    ['a version that does not exist', 'GET', '/scopes/scs-compatible-iaas/versions/v99', undefined, 404],
    ['a testcase that does not exist', 'GET', '/testcases/nothing', undefined, 404],
    ['a report that does not exist', 'GET', '/reports/nothing', undefined, 404],
    ['compliance with nothing', 'GET', '/compliance/gx-scs/nothing', undefined, 404],
    ['a parameter that does not exist', 'GET', '/subjects?limt=1', undefined, 400],
    ['a limit without bounds', 'GET', '/reports?limit=100000', 'gx-scs', 400],
    ['a cursor from elsewhere', 'GET', '/reports?cursor=abc', 'gx-scs', 400],
    ['an operation that does not exist', 'GET', '/nothing', undefined, 404],
  ]
  for (const [title, method, path, user, status] of refused) {
    test(`refused with a problem: ${title}`, async () => {
      const response = await server.call({
        method,
        url: `${API}${path}`,
        headers: { accept: 'text/html', ...JSON_TYPE },
        ...(user !== undefined && { user }),
        ...(method === 'POST' && { payload: '{"name": "x"}' }),
      })
      assert.equal(response.statusCode, status, response.body)
      assert.match(String(response.headers['content-type']), /^application\/problem\+json/)
      assert.equal(response.json().status, status)
      if (status === 401) assert.match(String(response.headers['www-authenticate']), /^Basic realm=/)
    })
  }

  test('each document of an upload has an outcome of its own', async () => {
    const good = plainReport({ 'scs-0102-prop-architecture': 1, 'nobodys-testcase': 1 })
    const strange = plainReport({ a: 1 }, { spec: { uuid: randomUUID() } })
    const foreign = plainReport({ a: 1 }, { subject: 'foreign' })
    const odd = plainReport({ a: 42 })
    const leaking = plainReport({ a: 1 }, { note: 'OS_PASSWORD=hunter2' })
    const body = signed(server.key, [good, strange, foreign, odd, leaking, good])
    const response = await submit(body)
    assert.equal(response.statusCode, 207, response.body)
    const { documents } = response.json()
    assert.deepEqual(
      documents.map(
        ({ outcome, problem }: { outcome: string; problem: { code: string } | null }) => problem?.code ?? outcome,
      ),
      [
        'stored',
        'stored',
        'SERVER_SUBJECT_FORBIDDEN',
        'REPORT_INVALID',
        'REPORT_HOLDS_CREDENTIAL',
        'SERVER_REPORT_EXISTS',
      ],
    )
    assert.deepEqual(documents[0].unknownTestcases, ['nobodys-testcase'])
    assert.equal(documents[1].unknownScope, (strange.spec as { uuid: string }).uuid)
    assert.match(documents[3].problem.place, /run\.invocations\.run-1\.results\.a/)
    assert.match(documents[4].problem.detail, /at note /)
    assert.doesNotMatch(response.body, /hunter2/)
    assert.equal((await server.get(documents[0].page)).statusCode, 200)

    const again = await submit(body)
    assert.equal(again.statusCode, 207)
    assert.deepEqual(
      again.json().documents.map(({ outcome }: { outcome: string }) => outcome),
      ['known', 'known', 'refused', 'refused', 'refused', 'refused'],
    )
  })

  test('what was stored in part is stored in whole once the reason is gone', async () => {
    const [first, second] = [plainReport({ a: 1 }), plainReport({ a: 1 }, { checked_at: '2026-11-21 07:20:00' })]
    const body = signed(server.key, [first, second])
    assert.equal((await submit(body)).statusCode, 207)
    const today = server.time.now
    server.time.now = new Date('2026-11-21T07:30:00Z')
    const response = await submit(body)
    server.time.now = today
    assert.equal(response.statusCode, 201)
    assert.deepEqual(
      response.json().documents.map(({ outcome }: { outcome: string }) => outcome),
      ['known', 'stored'],
    )
  })

  test('the status tells whether everything was stored, known or refused', async () => {
    const body = signed(server.key, [plainReport({ a: 1 })])
    assert.equal((await submit(body)).statusCode, 201)
    assert.equal((await submit(body)).statusCode, 200)
    assert.equal((await submit(signed(server.key, [plainReport({ a: 1 }, { subject: 'foreign' })]))).statusCode, 403)
    assert.equal((await submit(signed(server.key, [plainReport({ a: 42 })]))).statusCode, 422)
    assert.equal((await submit(signed(server.key, 'a: ['))).statusCode, 422)
    assert.equal((await submit(signed(server.key, '---\n'))).statusCode, 422)
    assert.equal((await submit(Buffer.from('x'))).statusCode, 401)
    const typed = await server.call({
      method: 'POST',
      url: `${API}/reports`,
      user: 'gx-scs',
      headers: JSON_TYPE,
      payload: '{}',
    })
    assert.equal(typed.statusCode, 415)
  })

  const makeKey = async (subject: string, payload: object = { name: 'laptop' }) =>
    server.call({ method: 'POST', url: `${API}/accounts/${subject}/keys`, user: 'chief', payload })

  test('an API key signs in, as bearer and in place of the password, until it is revoked', async () => {
    const made = await makeKey('gx-scs')
    assert.equal(made.statusCode, 201, made.body)
    const { key, id } = made.json()
    assert.match(key, /^siegel_[\w-]{43}$/)
    const bearer = { authorization: `Bearer ${key}` }
    const password = (user: string) => ({ authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}` })
    const statuses = async () => {
      const answers = [bearer, password('gx-scs'), password('foreign')].map((headers) =>
        server.get(`${API}/reports`, { headers }),
      )
      return (await Promise.all(answers)).map(({ statusCode }) => statusCode)
    }
    assert.deepEqual(await statuses(), [200, 200, 401])
    const listed = await server.get(`${API}/accounts/gx-scs/keys`, { user: 'chief' })
    assert.doesNotMatch(listed.body, new RegExp(key))
    const stored = await open()
      .database.selectFrom('api_key')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    assert.match(stored.sha256, /^[0-9a-f]{64}$/)
    assert.ok(!JSON.stringify(stored).includes(key))
    const revoked = await server.call({ method: 'DELETE', url: `${API}/accounts/gx-scs/keys/${id}`, user: 'chief' })
    assert.equal(revoked.statusCode, 200, revoked.body)
    assert.deepEqual(await statuses(), [401, 401, 401])
  })

  test('an API key ends when it was said to, and never began before', async () => {
    assert.equal((await makeKey('gx-scs', { name: 'x', expiresAt: '2026-11-20T00:00:00Z' })).statusCode, 400)
    assert.equal((await makeKey('gx-scs', { name: '' })).statusCode, 400)
    assert.equal((await makeKey('gx-scs', { name: 'x', roles: ['admin'] })).statusCode, 400)
    const { key } = (await makeKey('gx-scs', { name: 'short', expiresAt: '2026-11-21T08:00:00+01:00' })).json()
    assert.equal(key, undefined)
    const made = (await makeKey('gx-scs', { name: 'short', expiresAt: '2026-11-21T09:00:00+01:00' })).json()
    const ask = async () =>
      (await server.get(`${API}/reports`, { headers: { authorization: `Bearer ${made.key}` } })).statusCode
    assert.equal(await ask(), 200)
    const today = server.time.now
    server.time.now = new Date('2026-11-21T08:00:00Z')
    assert.equal(await ask(), 401)
    server.time.now = today
  })

  test('bearers that are no keys are refused', async () => {
    for (const bearer of ['x', 'siegel_', `siegel_${'A'.repeat(43)}`, 'a\u0000b']) {
      const headers = { authorization: `Bearer ${bearer}` }
      assert.equal((await server.get(`${API}/reports`, { headers })).statusCode, 401)
    }
  })

  test('every act that needs a privilege is in the audit log, with who and when, without secrets', async () => {
    await server.get('/reports', { user: 'auditor' })
    await server.get(`/reports/${uuids[0]}`, { user: 'auditor' })
    await server.get('/results', { user: 'auditor' })
    const response = await server.get(`${API}/audit?limit=200`, { user: 'chief' })
    assert.equal(response.statusCode, 200)
    const entries: { action: string; actor: string; at: string }[] = response.json().items
    const acts = new Set(entries.map(({ action, actor }) => `${actor}: ${action}`))
    for (const act of [
      'auditor: reports-listed',
      'auditor: report-read',
      'auditor: results-listed',
      'chief: api-key-made',
      'chief: api-key-revoked',
      'gx-scs: reports-accepted',
      'account file: accounts-replaced',
    ]) {
      assert.ok(acts.has(act), `${act} in ${[...acts].join(', ')}`)
    }
    assert.doesNotMatch(response.body, /siegel_[\w-]{43}/)
    const next = await server.get(`${API}/audit?limit=1`, { user: 'chief' })
    assert.equal(next.json().items[0].action, 'audit-read')
  })
})
