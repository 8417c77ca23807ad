import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ASSET_PATHS } from '#pages/asset-paths.ts'
import { plainReport, signed } from '#server/signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '#server/storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '#server/test-server.fixture.ts'

const TESTCASE = 'scs-0102-prop-architecture'
const UUID = '0b1c6a52-7d1e-4f6b-9a3c-2f8e5d4c3b2a'
const SCRIPT = '<script>alert(1)</script>'
const IMAGE = '<img src=x onerror=alert(1)>'
const LINK = '[x](javascript:alert(1))'
const PASSWORD = 'correcthorsebattery'

/** Group B of the weaknesses of today’s monitor: scripts and other things in what is shown and written. */
describeOnEachOpenDatabase('weaknesses of today’s monitor, injection', (open) => {
  let server: TestServer
  let log = ''
  before(async () => {
    const write = (line: string) => {
      log += line
    }
    server = await startTestServer(open(), { credentials: 'mask', log: { write } })
    const invocation = {
      id: SCRIPT,
      cmd: `check --password ${PASSWORD} ${SCRIPT}`,
      rc: 1,
      results: { [TESTCASE]: -1, 'nobodys-very-own-testcase': 1 },
      stdout: [`password=${PASSWORD}: PASS`, `${IMAGE}: PASS`, `${TESTCASE}: FAIL`, 'free talk'],
      stderr: [`ERROR: token=${PASSWORD}`, `WARNING ${SCRIPT} ${LINK}`, `CRITICAL: ${IMAGE}`],
      warning: 1,
      error: 1,
      critical: 1,
    }
    const document = plainReport(
      {},
      {
        spec: { uuid: '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f', name: SCRIPT, url: 'javascript:alert(1)' },
        run: {
          uuid: UUID,
          argv: [SCRIPT],
          assignment: { os_cloud: IMAGE, os_password: PASSWORD },
          invocations: { [SCRIPT]: invocation },
        },
      },
    )
    const response = await server.post(signed(server.key, [document]))
    assert.equal(response.statusCode, 200, response.body)
  })
  after(async () => server.close())

  function assertHarmless(url: string, body: string): void {
    const isMarkdown = url.startsWith('/markdown')
    const foreign = body.replace(`<script type="module" src="${ASSET_PATHS['siegel.js']}"></script>`, '').toLowerCase()
    for (const dangerous of ['<script', '<img src=x', isMarkdown ? '](javascript:' : 'href="javascript:']) {
      assert.ok(!foreign.includes(dangerous), `${dangerous} in ${url}`)
    }
  }

  test('weakness 12: no uuid of a run carries script onto the detail page', async () => {
    for (const uuid of [`a) ${SCRIPT} [b](c`, IMAGE, LINK]) {
      const run = { uuid, invocations: { one: { results: { [TESTCASE]: 1 } } } }
      assert.equal((await server.post(signed(server.key, [plainReport({}, { run })]))).statusCode, 422)
    }
    for (const form of ['page', 'fragment', 'markdown']) {
      const url = `/${form}/detail/gx-scs/scs-compatible-iaas`
      assertHarmless(url, (await server.get(url)).body)
    }
  })

  test('weakness 13: whatever a report says, its pages run no script, and tell browsers not to', async () => {
    for (const form of ['page', 'fragment', 'markdown']) {
      for (const [url, user] of [
        [`/${form}/report/${UUID}`, undefined],
        [`/${form}/report_full/${UUID}`, 'gx-scs'],
      ] as const) {
        const { body, statusCode, headers } = await server.get(url, user === undefined ? {} : { user })
        assert.equal(statusCode, 200)
        assertHarmless(url, body)
        assert.match(String(headers['content-security-policy']), /default-src 'none'/)
        assert.equal(headers['x-content-type-options'], 'nosniff')
      }
    }
    const odd = plainReport({ '"><script>x': 1 })
    assert.equal((await server.post(signed(server.key, [odd]))).statusCode, 422)
  })

  test('weakness 14: an address brings no script onto the page that answers it', async () => {
    for (const path of [
      `/page/detail/${encodeURIComponent(IMAGE)}/scs-compatible-iaas`,
      `/page/scope/${encodeURIComponent(SCRIPT)}`,
      `/page/${encodeURIComponent(SCRIPT)}`,
      `/page/table?lang=${encodeURIComponent(`"${SCRIPT}`)}`,
    ]) {
      const { body, statusCode } = await server.get(path, { headers: { accept: 'text/html' } })
      assert.ok([200, 404].includes(statusCode), path)
      assertHarmless(path, body)
    }
  })

  test('weakness 15: passwords, commands and assignments are not public, what went critically wrong is', async () => {
    for (const url of [
      `/page/report/${UUID}`,
      `/fragment/report/${UUID}`,
      `/markdown/report/${UUID}`,
      `/api/v1/reports/${UUID}`,
    ]) {
      const { body } = await server.get(url)
      assert.ok(!body.includes(PASSWORD), url)
      for (const hidden of ['os_cloud', 'free talk', 'check --'])
        assert.ok(!body.includes(hidden), `${hidden} in ${url}`)
    }
    assert.match((await server.get(`/page/report/${UUID}`)).body, /CRITICAL: &lt;img/)
  })

  test('weakness 16: an unknown testcase is not written to the log each time a page is shown', async () => {
    log = ''
    for (let round = 0; round < 5; round += 1) await server.get(`/page/table?lang=en&round=${round}`)
    assert.ok(log.length > 0 && log.length < 5 * 2_000, `${log.length} characters`)
    assert.doesNotMatch(log, /nobodys-very-own-testcase/)
    await server.get(`/page/${encodeURIComponent('\n{"level":50,"msg":"forged"}\r\n')}`)
    for (const line of log.trimEnd().split('\n')) assert.notEqual(JSON.parse(line).msg, 'forged')
  })
})
