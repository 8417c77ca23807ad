import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { IAAS_UUID, plainReport, report, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e'
/** Anything but our own files. */
const SCRIPT = /<script(?! type="module" src="\/assets\/)|<img(?! src="\/assets\/)|onerror=alert\(1\)>/i

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'error', 'no-raw-characters': 'error', 'long-title': 'off' },
})

async function assertValid(html: string): Promise<void> {
  const { results } = await validator.validateString(html)
  const messages = results.flatMap(({ messages: list }) =>
    list.map(({ line, message, ruleId }) => `${line}: ${message} (${ruleId})`),
  )
  assert.deepEqual(messages, [])
}

describeOnEachOpenDatabase('pages', (open) => {
  let server: TestServer
  let uuid = ''
  before(async () => {
    server = await startTestServer(open())
    const document = report({
      judged: [
        {
          testcaseId: 'scs-0102-prop-architecture',
          judgedAt: new Date('2026-11-21T06:12:30Z'),
          judgement: {
            verdict: 'FAIL',
            examined: 1,
            findings: [
              {
                code: 'property-value-not-allowed',
                about: { kind: 'image', name: HOSTILE, id: HOSTILE },
                found: HOSTILE,
                expected: HOSTILE,
              },
            ],
            warnings: [{ code: 'property-missing', about: { kind: 'cloud', name: HOSTILE }, expected: HOSTILE }],
          },
        },
        {
          testcaseId: 'scs-0102-prop-min_disk',
          judgedAt: new Date('2026-11-21T06:12:30Z'),
          judgement: { verdict: 'ABORT', reason: { class: 'time-out', detail: HOSTILE } },
        },
        {
          testcaseId: 'scs-0102-prop-min_ram',
          judgedAt: new Date('2026-11-21T06:12:30Z'),
          judgement: { verdict: 'PASS', examined: 3, warnings: [] },
        },
        {
          testcaseId: 'a-testcase-nobody-knows',
          judgedAt: new Date('2026-11-21T06:12:30Z'),
          judgement: { verdict: 'PASS', examined: 3, warnings: [] },
        },
      ],
    })
    const response = await server.post(signed(server.key, [document]))
    assert.equal(response.statusCode, 200, response.body)
    uuid = String(response.headers['siegel-report'])
  })
  after(async () => server.close())

  test('the bare address leads to the overview', async () => {
    const response = await server.get('/')
    assert.equal(response.statusCode, 302)
    assert.equal(response.headers.location, '/page/table')
  })

  test('the overview lists clouds with results, registered ones without, and no tools', async () => {
    const { statusCode, body } = await server.get('/page/table')
    assert.equal(statusCode, 200)
    assert.match(body, /<a href="\/page\/detail\/gx-scs\/scs-compatible-iaas"><bdi>gx-scs<\/bdi><\/a>/)
    assert.match(body, /✘<\/span> fail/)
    assert.match(body, /<li><bdi>foreign<\/bdi><\/li>/)
    assert.match(body, /<li><bdi>poc<\/bdi><\/li>/)
    for (const tool of ['zuul', 'auditor', 'robot']) assert.ok(!body.includes(tool), tool)
  })

  const pages: readonly (readonly [title: string, url: () => string])[] = [
    ['overview', () => '/page/table'],
    ['detail page', () => '/page/detail/gx-scs/scs-compatible-iaas'],
    ['group page', () => '/page/detail/group-poc/scs-compatible-kaas'],
    ['overview with drafts', () => '/page/table_full'],
    ['detail page with drafts', () => '/page/detail_full/gx-scs/scs-compatible-iaas'],
    ['report page', () => `/page/report/${uuid}`],
    ['whole report', () => `/page/report_full/${uuid}`],
    ['page of a scope', () => '/page/scope/scs-compatible-iaas'],
    ['page of another scope', () => '/page/scope/scs-compatible-kaas'],
    ['page of something that is not there', () => '/page/report/nothing'],
  ]
  for (const [title, url] of pages) {
    for (const language of ['en', 'de']) {
      test(`${title} (${language}) is valid and accessible HTML in its language, without scripts`, async () => {
        const response = await server.get(`${url()}?lang=${language}`, { user: 'gx-scs' })
        assert.match(response.body, new RegExp(`<html lang="${language}">`))
        assert.equal(response.headers['content-language'], language)
        assert.doesNotMatch(response.body, SCRIPT)
        assert.doesNotMatch(response.body, /undefined|\[object|NaN|Invalid Date/)
        await assertValid(response.body)
      })
    }
    test(`${title} may load nothing but our own files`, async () => {
      const { headers } = await server.get(url())
      const policy = String(headers['content-security-policy'])
      assert.match(policy, /default-src 'none'/)
      assert.match(policy, /style-src 'self'/)
      assert.match(policy, /script-src 'self'/)
      assert.doesNotMatch(policy, /unsafe|https:|data:|\*/)
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['x-frame-options'], 'DENY')
    })
  }

  test('the detail page says first how it stands, then what fails, with findings and remedy', async () => {
    const { body } = await server.get('/page/detail/gx-scs/scs-compatible-iaas')
    const places = [
      'violates SCS-compatible IaaS',
      'id="scs-0102-prop-architecture"',
      '&lt;script&gt;alert(1)&lt;/script&gt;',
      'What to do',
      'id="scs-0102-prop-min_disk"',
      'The cloud did not answer in time',
      'id="scs-0102-prop-min_ram"',
    ].map((text) => [text, body.indexOf(text)] as const)
    for (const [text, place] of places) assert.ok(place >= 0, text)
    assert.deepEqual(
      places.map(([, place]) => place),
      places.map(([, place]) => place).toSorted((a, b) => a - b),
    )
    assert.match(body, new RegExp(`href="/page/report/${uuid}#scs-0102-prop-architecture"`))
    assert.match(body, /<time datetime="2026-11-21T06:12:30.250Z">2026-11-21 06:12 UTC<\/time>/)
    assert.doesNotMatch(body, /a-testcase-nobody-knows/)
  })

  test('a scope is found by its uuid as well as by its name', async () => {
    assert.equal((await server.get(`/page/detail/gx-scs/${IAAS_UUID}`)).statusCode, 200)
  })

  test('a cloud without results for a scope is shown without data', async () => {
    const { body, statusCode } = await server.get('/page/detail/gx-scs/scs-compatible-kaas')
    assert.equal(statusCode, 200)
    assert.match(body, /There are no recent results for SCS-compatible KaaS/)
  })

  for (const path of [
    '/page/detail/nobody/scs-compatible-iaas',
    '/page/detail/group-nobody/scs-compatible-iaas',
    '/page/detail/gx-scs/nothing',
    '/page/detail/%3Cimg%20src=x%20onerror=alert(1)%3E/scs-compatible-iaas',
    '/page/detail/gx-scs/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    '/page/report/00000000-0000-4000-8000-000000000000',
    '//evil.example/page',
  ]) {
    test(`there is no page ${path}`, async () => {
      const { statusCode, headers, body } = await server.get(path, { headers: { accept: 'text/html' } })
      assert.equal(statusCode, 404)
      assert.match(String(headers['content-type']), /^text\/html/)
      assert.doesNotMatch(body, SCRIPT)
      assert.doesNotMatch(body, /href="\/\//)
    })
  }

  test('the report page shows every verdict, testcases of nobody’s catalogue included, and no command line', async () => {
    const { body } = await server.get(`/page/report/${uuid}`)
    assert.match(body, /id="a-testcase-nobody-knows"/)
    assert.match(body, /3 objects examined/)
    assert.doesNotMatch(body, /hunter2|--password|siegel check/)
  })

  test('the address wins over the language of the browser, which wins over English', async () => {
    const german = { headers: { 'accept-language': 'fr, de-AT;q=0.8, en;q=0.5' } }
    assert.match((await server.get('/page/table', german)).body, /<html lang="de">/)
    assert.match((await server.get('/page/table?lang=en', german)).body, /<html lang="en">/)
    assert.match((await server.get('/page/table?lang=xx')).body, /<html lang="en">/)
    assert.match(
      (await server.get('/page/table?lang=en', german)).body,
      /href="\/page\/detail\/gx-scs\/scs-compatible-iaas\?lang=en"/,
    )
  })

  test('every form says the same about each testcase', async () => {
    const rows = async (form: string) => {
      const { body } = await server.get(`/${form}/detail/gx-scs/scs-compatible-iaas`)
      return ['violates SCS-compatible IaaS', '✘ fail', '◐ not finished', '✔ pass'].map((text) =>
        body
          .replaceAll(/<[^>]*>/g, '')
          .replaceAll('\\', '')
          .includes(text),
      )
    }
    for (const form of ['page', 'fragment', 'markdown'])
      assert.deepEqual(await rows(form), [true, true, true, true], form)
  })

  test('hostile findings stay text in Markdown, too', async () => {
    for (const path of ['detail/gx-scs/scs-compatible-iaas', `report/${uuid}`]) {
      const { body } = await server.get(`/markdown/${path}`)
      assert.match(body, /&lt;script&gt;alert\\\(1\\\)/)
      assert.doesNotMatch(body, SCRIPT)
      assert.doesNotMatch(body, /\u202e|undefined|\[object/)
    }
  })

  test('the page of a scope shows which version includes which module, and changes with the day', async () => {
    const { body } = await server.get('/page/scope/scs-compatible-iaas')
    assert.match(body, /<th scope="col">v5\.1<\/th>/)
    assert.match(body, /scs-0102-v1/)
    assert.match(body, /2025|2024/)
    const today = server.time.now
    server.time.now = new Date('2024-01-15T00:00:00Z')
    const earlier = (await server.get('/page/scope/scs-compatible-iaas')).body
    server.time.now = today
    assert.notEqual(earlier.replaceAll(/As of[^<]*/g, ''), body.replaceAll(/As of[^<]*/g, ''))
  })

  test('results expire without a restart', async () => {
    const today = server.time.now
    server.time.now = new Date('2026-12-15T00:00:00Z')
    const { body } = await server.get('/page/detail/gx-scs/scs-compatible-iaas')
    server.time.now = today
    assert.match(body, /There are no recent results/)
  })

  test('reports of other programs are shown, although they have no findings', async () => {
    const document = plainReport({ 'scs-0102-prop-architecture': -1 }, { subject: 'foreign' })
    assert.equal((await server.post(signed(server.key, [document]), { user: 'foreign' })).statusCode, 200)
    const { body } = await server.get('/page/detail/foreign/scs-compatible-iaas')
    assert.match(body, /The report does not say what was found/)
  })

  test('the status has the shape of the predecessor and resolves short names', async () => {
    const response = await server.get('/status?subject=gx-scs&scopeuuid=scs-compatible-iaas')
    assert.equal(response.statusCode, 200)
    const status = response.json()
    assert.deepEqual(Object.keys(status), ['gx-scs'])
    const document = status['gx-scs'][IAAS_UUID]
    assert.equal(document.name, 'SCS-compatible IaaS')
    assert.equal(document.result, -1)
    assert.deepEqual(document.passed, [])
    assert.deepEqual(document.results['scs-0102-prop-architecture'], {
      result: -1,
      checked_at: '2026-11-21T06:12:30.250Z',
      report: uuid,
    })
    assert.deepEqual(document.buckets['-1'], ['scs-0102-prop-architecture'])
    assert.deepEqual(document.buckets['0'], ['scs-0102-prop-min_disk'])
    assert.ok(document.buckets.null.length > 0)
    assert.equal(document.testcases['scs-0102-prop-architecture'].lifetime, 'week')
    const [version] = document.relevant
    assert.equal(document.versions[version]._idx, 0)
    assert.equal(document.versions[version].tc_target['scs-0102-prop-architecture'], 'main')
    assert.ok(document.versions[version].targets.main.testcases.includes('scs-0102-prop-architecture'))
    assert.equal((await server.get('/status')).statusCode, 200)
    assert.equal((await server.get('/status?scopeuuid=nothing')).statusCode, 404)
    assert.equal((await server.get('/status?subject=a&subject=b')).statusCode, 400)
  })

  test('the whole report is given to its owner and to the role read_any, byte for byte if wanted', async () => {
    for (const user of ['gx-scs', 'auditor']) {
      const response = await server.get(`/reports/${uuid}`, { user })
      assert.equal(response.statusCode, 200)
      assert.match(response.body, /^\{\n {2}"/)
      assert.equal(response.json().run.uuid, uuid)
      const original = await server.get(`/reports/${uuid}/signed`, { user })
      assert.equal(original.headers['content-type'], 'application/x-signed-yaml')
      assert.match(original.body, /^-----BEGIN SSH SIGNATURE-----\n/)
      assert.equal((await server.post(original.rawPayload)).statusCode, 200)
    }
    assert.equal((await server.get(`/reports/${uuid}`)).statusCode, 401)
    assert.equal((await server.get(`/reports/${uuid}`, { user: 'foreign' })).statusCode, 403)
    assert.equal((await server.get(`/reports/${uuid}/signed`, { user: 'foreign' })).statusCode, 403)
    assert.equal((await server.get('/reports/nothing', { user: 'auditor' })).statusCode, 404)
  })

  test('reports are listed newest first, of others only with the role read_any, and never without limit', async () => {
    const own = await server.get('/reports', { user: 'foreign' })
    assert.deepEqual(
      own.json().map(({ subject }: { subject: string }) => subject),
      ['foreign'],
    )
    const all = await server.get('/reports?limit=2', { user: 'auditor' })
    assert.deepEqual(
      all.json().map(({ subject }: { subject: string }) => subject),
      ['foreign', 'gx-scs'],
    )
    assert.equal((await server.get('/reports?subject=gx-scs', { user: 'foreign' })).statusCode, 403)
    for (const query of ['limit=100000', 'limit=-1', 'skip=-1', 'limit=x']) {
      assert.equal((await server.get(`/reports?${query}`, { user: 'auditor' })).statusCode, 400, query)
    }
  })

  test('the server is healthy', async () => {
    assert.equal((await server.get('/healthz')).statusCode, 200)
  })
})
