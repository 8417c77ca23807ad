import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Family, parsePrometheus } from '../parse-prometheus.fixture.ts'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

describeOnEachOpenDatabase('metrics for Prometheus', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
    const results = { 'scs-0102-prop-architecture': -1, 'scs-0102-prop-min_ram': 1 }
    const body = signed(server.key, [plainReport(results, { checked_at: '2026-11-19T07:00:00Z' })])
    assert.equal((await server.post(body)).statusCode, 200)
    await server.get('/page/table')
    await server.get('/page/detail/gx-scs/scs-compatible-iaas')
  })
  after(async () => server.close())

  const read = async (path: string) => parsePrometheus((await server.get(path)).body)
  const measured = (families: ReadonlyMap<string, Family>, name: string, wanted: Record<string, string>) =>
    families
      .get(name)
      ?.series.find(({ labels }) => Object.entries(wanted).every(([label, value]) => labels.get(label) === value))
      ?.value

  const own = { subject: 'gx-scs', scope: 'scs-compatible-iaas' }

  test('say how old the newest report is, and when the first result expires, per subject and scope, in seconds', async () => {
    for (const path of ['/metrics', '/metrics/gx-scs']) {
      const families = await read(path)
      assert.equal(measured(families, 'siegel_newest_report_age_seconds', own), 2 * 86_400)
      // Checked on a Thursday: a week's lifetime ends with the Sunday after next, the 29th.
      const untilMonday = (Date.UTC(2026, 10, 30) - server.time.now.getTime()) / 1_000
      assert.equal(measured(families, 'siegel_first_expiry_seconds', own), untilMonday)
      assert.equal(measured(families, 'siegel_required_testcases', { ...own, standing: 'FAIL' }), 1)
    }
  })

  test('say how the server does: requests by status, latencies by route, what waits, connections', async () => {
    const families = await read('/metrics')
    assert.ok(Number(measured(families, 'siegel_http_requests_total', { status: '200' })) >= 3)
    const route = { method: 'GET', route: '/page/table', le: '+Inf' }
    assert.equal(measured(families, 'siegel_http_request_duration_seconds', route), 1)
    for (const queue of ['sign-ins', 'uploads']) assert.equal(measured(families, 'siegel_queue_length', { queue }), 0)
    assert.ok(Number(measured(families, 'process_resident_memory_bytes', {})) > 1_000_000)
    const limit = measured(families, 'siegel_database_connections_limit', {})
    assert.equal(limit, open().connections()?.most)
  })

  test('about one subject say nothing about others or the server', async () => {
    const families = await read('/metrics/gx-scs')
    assert.deepEqual([...families.keys()].toSorted(), [
      'siegel_first_expiry_seconds',
      'siegel_newest_report_age_seconds',
      'siegel_required_testcases',
    ])
    for (const { series } of families.values()) {
      for (const { labels } of series) assert.equal(labels.get('subject'), 'gx-scs')
    }
  })

  for (const [title, text] of [
    ['a sample without TYPE', 'a 1\n'],
    ['a series that is there twice', '# HELP a b\n# TYPE a gauge\na 1\na 1\n'],
    ['a counter without _total', '# HELP a b\n# TYPE a counter\na 1\n'],
    ['milliseconds', '# HELP a_ms b\n# TYPE a_ms gauge\na_ms 1\n'],
    [
      'buckets that shrink',
      '# HELP a b\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
    ],
    ['an open quotation mark', '# HELP a b\n# TYPE a gauge\na{b="c} 1\n'],
  ] as const) {
    test(`the reader of these tests notices ${title}`, () => assert.throws(() => parsePrometheus(text)))
  }
})
