import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { IAAS_UUID, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '#server/storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '#server/test-server.fixture.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const UUID = '0b1c6a52-7d1e-4f6b-9a3c-2f8e5d4c3b2a'
const HOSTILE = '<script>alert(1)</script>|[x](javascript:alert(1))'

/** What today's monitor answers its clients and readers, as far as it is no defect (docs/compatibility.md). */
describeOnEachOpenDatabase('the interface of today’s monitor', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
    const document = plainReport(
      {},
      {
        run: {
          uuid: UUID,
          argv: ['scs-test-runner.py', 'run'],
          assignment: { os_cloud: 'gx-scs' },
          invocations: {
            'iaas-check': {
              id: 'iaas-check',
              cmd: `openstack-check ${HOSTILE}`,
              results: { 'scs-0102-prop-architecture': -1, 'scs-0102-prop-min_ram': 1, 'scs-0102-prop-min_disk': 0 },
              rc: 1,
              stdout: ['free talk', 'scs-0102-prop-min_ram: PASS', HOSTILE],
              stderr: ['ERROR: seen', 'CRITICAL: bad'],
              info: 0,
              warning: 0,
              error: 1,
              critical: 1,
            },
          },
        },
      },
    )
    const response = await server.post(signed(server.key, [document]))
    assert.equal(response.statusCode, 200, response.body)
    const old = {
      ...plainReport({}, { subject: 'poc-1', checked_at: '2026-11-20 10:00:00' }),
      run: { uuid: randomUUID() },
      versions: { 'v5.1': { 'scs-0102-prop-architecture': { result: 1, invocation: 'x' } } },
    }
    assert.equal((await server.post(signed(server.key, [old]), { user: 'robot' })).statusCode, 200)
  })
  after(async () => server.close())

  interface Row {
    readonly url: string
    readonly user?: string
    readonly headers?: Record<string, string>
    readonly status: number
    readonly type: RegExp
    readonly body?: RegExp
  }
  const HTML = /^text\/html/
  const MARKDOWN = /^text\/markdown/
  const JSON_ANSWER = /^application\/json/
  const PROBLEM = /^application\/problem\+json/
  const scope = 'scs-compatible-iaas'
  const rows: readonly Row[] = [
    { url: '/page/table', status: 200, type: HTML, body: /^<!doctype html>/ },
    { url: '/page/table/', status: 200, type: HTML },
    { url: '/page/table_full', status: 401, type: HTML },
    { url: '/page/table_full', user: 'gx-scs', status: 200, type: HTML, body: /drafts of scope versions/ },
    { url: '/fragment/table', status: 200, type: HTML, body: /^(?![\s\S]*<html)[\s\S]*<table[ >]/ },
    { url: '/fragment/table_full', user: 'gx-scs', status: 200, type: HTML },
    {
      url: '/markdown/table',
      status: 200,
      type: MARKDOWN,
      body: /\| \[gx\\?-scs\]\(http:\/\/localhost:80\/page\/detail\/gx-scs\/scs-compatible-iaas\) \|/,
    },
    { url: '/markdown/table_full', user: 'gx-scs', status: 200, type: MARKDOWN, body: /detail_full/ },
    ...['page', 'fragment', 'markdown'].flatMap((form): Row[] => {
      const type = form === 'markdown' ? MARKDOWN : HTML
      return [
        { url: `/${form}/detail/gx-scs/${scope}`, status: 200, type, body: /scs-0102-prop-architecture/ },
        { url: `/${form}/detail/gx-scs/${IAAS_UUID}`, status: 200, type },
        { url: `/${form}/detail_full/gx-scs/${scope}`, status: 401, type: form === 'page' ? HTML : PROBLEM },
        { url: `/${form}/detail_full/gx-scs/${scope}`, user: 'foreign', status: 200, type },
        { url: `/${form}/detail/group-poc/${scope}`, status: 200, type, body: /poc\\?-1/ },
        { url: `/${form}/report/${UUID}`, status: 200, type, body: /scs-0102-prop-min_ram|scs-0102-prop-min\\_ram/ },
        { url: `/${form}/report/${UUID.toUpperCase()}`, status: 200, type },
        { url: `/${form}/report_full/${UUID}`, status: 401, type: form === 'page' ? HTML : PROBLEM },
        { url: `/${form}/report_full/${UUID}`, user: 'foreign', status: 403, type: form === 'page' ? HTML : PROBLEM },
        ...['gx-scs', 'zuul', 'auditor'].map(
          (user): Row => ({ url: `/${form}/report_full/${UUID}`, user, status: 200, type, body: /free talk/ }),
        ),
        { url: `/${form}/scope/${scope}`, status: 200, type, body: /v5\.1/ },
        { url: `/${form}/scope/${IAAS_UUID}`, status: 200, type, body: /scs-0102-v1/ },
        { url: `/${form}/detail/nobody/${scope}`, status: 404, type: form === 'page' ? HTML : PROBLEM },
        { url: `/${form}/detail/group-nobody/${scope}`, status: 404, type: form === 'page' ? HTML : PROBLEM },
        { url: `/${form}/detail/gx-scs/nothing`, status: 404, type: form === 'page' ? HTML : PROBLEM },
        { url: `/${form}/scope/nothing`, status: 404, type: form === 'page' ? HTML : PROBLEM },
        { url: `/${form}/report/nothing`, status: 404, type: form === 'page' ? HTML : PROBLEM },
      ]
    }),
    { url: '/status', status: 200, type: JSON_ANSWER, body: /^\{"gx-scs":/ },
    { url: `/status?subject=gx-scs&scopeuuid=${IAAS_UUID}`, status: 200, type: JSON_ANSWER },
    { url: `/status?subject=gx-scs&scopeuuid=${scope}`, status: 200, type: JSON_ANSWER },
    { url: '/status?scopeuuid=nothing', status: 404, type: PROBLEM },
    { url: '/status?settings=x', status: 200, type: JSON_ANSWER },
    { url: '/healthz', status: 200, type: JSON_ANSWER },
    { url: '/readyz', status: 200, type: JSON_ANSWER },
    {
      url: '/metrics',
      status: 200,
      type: /^text\/plain; version=0\.0\.4/,
      body: /siegel_newest_report_age_seconds\{subject="gx-scs",scope="scs-compatible-iaas"\} 1800\n[\s\S]*siegel_first_expiry_seconds\{subject="gx-scs",scope="scs-compatible-iaas"\} 752400\n[\s\S]*siegel_http_requests_total\{status="200"\} [1-9]/,
    },
    {
      url: '/metrics/gx-scs',
      status: 200,
      type: /^text\/plain; version=0\.0\.4/,
      body: /^(?![\s\S]*poc-1)[\s\S]*siegel_required_testcases\{subject="gx-scs",scope="scs-compatible-iaas",standing="FAIL"\} 1\n/,
    },
    { url: '/metrics/nobody', status: 404, type: PROBLEM },
    { url: '/reports', status: 401, type: PROBLEM },
    { url: '/reports', user: 'gx-scs', status: 200, type: JSON_ANSWER, body: /^\[\{/ },
    { url: '/reports?subject=gx-scs&limit=1&skip=0', user: 'auditor', status: 200, type: JSON_ANSWER },
    { url: '/reports?subject=gx-scs', user: 'foreign', status: 403, type: PROBLEM },
    { url: '/reports?limit=-1', user: 'gx-scs', status: 400, type: PROBLEM },
    { url: '/reports?skip=99999999999999999999', user: 'gx-scs', status: 400, type: PROBLEM },
    { url: `/reports/${UUID}`, user: 'gx-scs', status: 200, type: JSON_ANSWER, body: /^\{\n {2}"run": \{\n/ },
    { url: `/reports/${UUID}`, user: 'zuul', status: 200, type: JSON_ANSWER },
    { url: `/reports/${UUID}`, user: 'foreign', status: 403, type: PROBLEM },
    { url: '/reports/nothing', user: 'gx-scs', status: 404, type: PROBLEM },
    { url: '/results', status: 401, type: PROBLEM },
    { url: '/results', user: 'gx-scs', status: 403, type: PROBLEM },
    { url: '/results', user: 'auditor', status: 200, type: JSON_ANSWER },
    { url: '/results?approved=maybe', user: 'auditor', status: 400, type: PROBLEM },
    { url: '/results?limit=100000', user: 'auditor', status: 400, type: PROBLEM },
    { url: '/docs', status: 404, type: PROBLEM },
    { url: '/docs', headers: { accept: 'text/html' }, status: 404, type: HTML },
  ]
  for (const { url, user, headers = {}, status, type, body } of rows) {
    test(`GET ${url} by ${user ?? 'anybody'} is ${status}`, async () => {
      const options = { headers, ...(user !== undefined && { user }) }
      const response = await server.get(url, options)
      assert.equal(response.statusCode, status, response.body)
      assert.match(String(response.headers['content-type']), type)
      if (body) assert.match(response.body, body)
      if (type !== JSON_ANSWER) assert.doesNotMatch(response.body, /<script(?! type="module" src="\/assets\/)/)
      if (type === MARKDOWN) assert.doesNotMatch(response.body, /\]\(javascript:/)
      if (status === 401) assert.match(String(response.headers['www-authenticate']), /^Basic realm="/)
      if (type === PROBLEM) assert.equal(typeof response.json().detail, 'string')
      const head = await server.call({ method: 'HEAD', url, ...options })
      assert.equal(head.statusCode, status)
      assert.equal(head.body, '')
    })
  }

  test('the bare address leads to the overview, whatever the header Host says', async () => {
    const response = await server.get('/', { headers: { host: 'evil.example' } })
    assert.equal(response.statusCode, 302)
    assert.equal(response.headers.location, '/page/table')
  })

  test('every testcase of a page has its id, so that links to it hold', async () => {
    for (const url of [`/page/detail/gx-scs/${scope}`, `/fragment/detail/gx-scs/${scope}`, `/page/report/${UUID}`]) {
      const { body } = await server.get(url)
      assert.match(body, /id="scs-0102-prop-architecture"/, url)
      assert.match(body, /id="scs-0102-prop-min_ram"/, url)
    }
  })

  test('without drafts nothing is said about them, with drafts everything', async () => {
    const draft = (await server.get(`/status?subject=gx-scs`)).json()['gx-scs'][IAAS_UUID].versions
    const drafts = Object.entries(draft as Record<string, { validity: string }>).filter(
      ([, { validity }]) => validity === 'draft',
    )
    const { body } = await server.get(`/page/detail/gx-scs/${scope}`)
    const full = await server.get(`/page/detail_full/gx-scs/${scope}`, { user: 'gx-scs' })
    assert.doesNotMatch(body, />draft</)
    if (drafts.length > 0) assert.match(full.body, />draft</)
  })

  test('of what programs printed the public report shows results, warnings and errors, the whole one everything, escaped', async () => {
    const open = await server.get(`/page/report/${UUID}`)
    assert.doesNotMatch(open.body, /free talk|openstack-check|os_cloud/)
    assert.match(open.body, /the following has been redacted[\s\S]*ERROR: seen\nCRITICAL: bad/)
    const { body } = await server.get(`/page/report_full/${UUID}`, { user: 'gx-scs' })
    assert.match(body, /openstack-check &lt;script&gt;/)
    assert.match(body, /CRITICAL: bad/)
    const markdown = await server.get(`/markdown/report_full/${UUID}`, { user: 'gx-scs' })
    assert.match(markdown.body, /&lt;script&gt;alert\\\(1\\\)/)
  })

  test('GET /results gives records newest first, and a PASS is approved from the beginning', async () => {
    const records = (await server.get('/results?limit=1000', { user: 'auditor' })).json()
    assert.deepEqual(records, [
      record('scs-0102-prop-architecture', -1, false),
      record('scs-0102-prop-min_disk', 0, false),
      record('scs-0102-prop-min_ram', 1, true),
      {
        ...record('scs-0102-prop-architecture', 1, true),
        reportuuid: records[3].reportuuid,
        subject: 'poc-1',
        version: 'v5.1',
        checked_at: '2026-11-20T10:00:00.000Z',
      },
    ])
    const some = (await server.get('/results?limit=1&skip=1', { user: 'auditor' })).json()
    assert.deepEqual(some, [records[1]])
    const open = (await server.get('/results?approved=false', { user: 'auditor' })).json()
    assert.deepEqual(open, records.slice(0, 2))
  })

  test('results stay in the list for seven days after they expire', async () => {
    const today = server.time.now
    const count = async (at: string) => {
      server.time.now = new Date(at)
      return (await server.get('/results', { user: 'auditor' })).json().length
    }
    assert.equal(await count('2026-12-06T23:59:59Z'), 4)
    assert.equal(await count('2026-12-07T00:00:00Z'), 0)
    server.time.now = today
  })

  const approve = (payload: unknown, user = 'assessor', headers: Record<string, string> = JSON_TYPE) =>
    server.call({ method: 'POST', url: '/results', user, headers, payload: JSON.stringify(payload) })

  test('an approval is kept and changes no verdict', async () => {
    const wanted = record('scs-0102-prop-architecture', -1, true)
    const status = (await server.get('/status')).body
    for (const [payload, headers] of [
      [[wanted], JSON_TYPE],
      [wanted, { 'content-type': 'Application/JSON; charset=utf-8' }],
      [[{ ...wanted, result: undefined }], JSON_TYPE],
    ] as const) {
      const response = await approve(payload, 'assessor', headers)
      assert.equal(response.statusCode, 200, response.body)
      assert.equal(response.body, 'null')
      const [first] = (await server.get('/results', { user: 'auditor' })).json()
      assert.deepEqual(first, wanted)
    }
    assert.equal((await server.get('/status')).body, status)
    assert.equal((await approve([{ ...wanted, approval: false }])).statusCode, 200)
    const [first] = (await server.get('/results', { user: 'auditor' })).json()
    assert.equal(first.approval, false)
  })

  const good = record('scs-0102-prop-min_disk', 0, true)
  const refusals: readonly (readonly [title: string, payload: unknown, user: string, status: number])[] = [
    ['by an account without the role', [good], 'gx-scs', 403],
    ['that changes the verdict', [{ ...good, result: 1 }], 'assessor', 409],
    ['of a result that does not exist', [{ ...good, check: 'nothing' }], 'assessor', 404],
    ['of another scope', [{ ...good, scopeuuid: randomUUID() }], 'assessor', 404],
    ['of a version that the result is not for', [{ ...good, version: 'v5.1' }], 'assessor', 404],
    ['with a result of 42', [{ ...good, result: 42 }], 'assessor', 400],
    ['without approval', [{ ...good, approval: undefined }], 'assessor', 400],
    ['that is a text', 'x', 'assessor', 400],
    ['of which one record is wrong', [good, { ...good, check: 'nothing' }], 'assessor', 404],
  ]
  for (const [title, payload, user, status] of refusals) {
    test(`an approval ${title} is refused, and nothing is stored`, async () => {
      const before = (await server.get('/results', { user: 'auditor' })).body
      const response = await approve(payload, user)
      assert.equal(response.statusCode, status, response.body)
      assert.equal((await server.get('/results', { user: 'auditor' })).body, before)
    })
  }

  test('an approval of another media type, or that is no JSON, is refused', async () => {
    assert.equal((await approve([good], 'assessor', { 'content-type': 'text/plain' })).statusCode, 415)
    const response = await server.call({
      method: 'POST',
      url: '/results',
      user: 'assessor',
      headers: JSON_TYPE,
      payload: '[{',
    })
    assert.equal(response.statusCode, 400)
  })
})

function record(check: string, result: number, approval: boolean) {
  return {
    reportuuid: UUID,
    subject: 'gx-scs',
    checked_at: '2026-11-21T06:30:00.000Z',
    scopeuuid: IAAS_UUID,
    version: '*',
    check,
    result,
    approval,
  }
}
