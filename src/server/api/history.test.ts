import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

const TESTCASE = 'scs-0102-prop-min_ram'
const DETAIL = '/api/v1/compliance/gx-scs/scs-compatible-iaas'
const HISTORY = '/api/v1/history?subject=gx-scs&scope=scs-compatible-iaas&testcases=true'

interface Period {
  readonly from: string
  readonly until: string
  readonly standing: string
  readonly reason: string
}

describeOnEachOpenDatabase('history, due work and retention', (open) => {
  let server: TestServer
  const send = async (receivedAt: string, checkedAt: string, verdict: number) => {
    server.time.now = new Date(receivedAt)
    const response = await server.post(
      signed(server.key, [plainReport({ [TESTCASE]: verdict }, { checked_at: checkedAt })]),
    )
    assert.equal(response.statusCode, 200, response.body)
  }
  before(async () => {
    server = await startTestServer(open())
    await send('2026-11-02T09:00:00Z', '2026-11-02T08:00:00Z', 1)
    await send('2026-11-03T09:00:00Z', '2026-11-03T08:00:00Z', -1)
    await send('2026-11-04T09:00:00Z', '2026-11-04T08:00:00Z', 0)
    // Checked on the 5th, but received five days later only.
    await send('2026-11-10T09:00:00Z', '2026-11-05T08:00:00Z', 1)
    server.time.now = new Date('2026-11-21T07:00:00Z')
  })
  after(async () => server.close())

  async function standingAt(query: string): Promise<string> {
    const response = await server.get(`${DETAIL}?${query}`)
    assert.equal(response.statusCode, 200, response.body)
    const { testcases } = response.json() as { testcases: { id: string; standing: string }[] }
    return testcases.find(({ id }) => id === TESTCASE)?.standing ?? 'not there'
  }

  const rows: readonly (readonly [title: string, query: string, expected: string])[] = [
    ['before the first report nothing was known', 'at=2026-11-02T07:00:00Z', 'MISS'],
    ['a day later the FAIL counted', 'at=2026-11-03T12:00:00Z', 'FAIL'],
    ['then the ABORT', 'at=2026-11-04T12:00:00Z', 'ABORT'],
    ['as we know it now, the cloud passed on the 6th', 'at=2026-11-06T12:00:00Z', 'PASS'],
    ['as it was evaluated then, it had not', 'at=2026-11-06T12:00:00Z&known=then', 'ABORT'],
    ['with what was received by the 11th, it had', 'at=2026-11-06T12:00:00Z&known=2026-11-11', 'PASS'],
    ['in the end it expired', 'at=2026-11-20', 'MISS'],
    ['now it is missing', '', 'MISS'],
    ['an offset is understood', 'at=2026-11-03T10:00:00%2B02:00', 'FAIL'],
  ]
  for (const [title, query, expected] of rows) test(title, async () => assert.equal(await standingAt(query), expected))

  async function periods(query: string): Promise<string[]> {
    const response = await server.get(`${HISTORY}&${query}`)
    assert.equal(response.statusCode, 200, response.body)
    const { versions } = response.json() as {
      versions: { testcases: { testcaseId: string; periods: Period[] }[] }[]
    }
    const own = versions[0]?.testcases.find(({ testcaseId }) => testcaseId === TESTCASE)
    return own?.periods.map(({ from, standing, reason }) => `${from.slice(5, 16)} ${standing} ${reason}`) ?? []
  }

  test('the history tells when each state began and why, as we know it now', async () => {
    assert.deepEqual(await periods('from=2026-11-01'), [
      '11-01T00:00 MISS no result',
      '11-02T08:00 PASS result',
      '11-03T08:00 FAIL result',
      '11-04T08:00 ABORT result',
      '11-05T08:00 PASS result',
      '11-16T00:00 MISS expiry',
    ])
  })

  test('the history as it was then begins each state when its report was received', async () => {
    assert.deepEqual(await periods('from=2026-11-01&known=then'), [
      '11-01T00:00 MISS no result',
      '11-02T09:00 PASS result',
      '11-03T09:00 FAIL result',
      '11-04T09:00 ABORT result',
      '11-10T09:00 PASS result',
      '11-16T00:00 MISS expiry',
    ])
  })

  test('the history with what was received by an instant leaves out what came later', async () => {
    assert.deepEqual((await periods('from=2026-11-01&known=2026-11-09')).slice(-2), [
      '11-04T08:00 ABORT result',
      '11-16T00:00 MISS expiry',
    ])
  })

  test('without a span it covers at least 18 months', async () => {
    const {
      from,
      until,
      periods: all,
    } = (await server.get(HISTORY)).json() as { from: string; until: string; periods: Period[] }
    assert.equal(from, '2025-05-01T00:00:00.000Z')
    assert.equal(until, '2026-11-21T07:00:00.000Z')
    assert.equal(all[0]?.from, from)
    assert.equal(all.at(-1)?.until, until)
  })

  test('what is due is what has no result, or one that expires within the span', async () => {
    server.time.now = new Date('2026-11-14T12:00:00Z')
    const due = async (within: string) => {
      const response = await server.get(`/api/v1/due?subject=gx-scs&scope=scs-compatible-iaas&within=${within}`)
      const { testcases } = response.json() as {
        testcases: { testcaseId: string; reason: string; expiresAt?: string }[]
      }
      assert.ok(testcases.length > 50)
      return testcases.find(({ testcaseId }) => testcaseId === TESTCASE)
    }
    try {
      assert.equal(await due('1d'), undefined)
      const { reason, expiresAt } = (await due('36h')) ?? {}
      assert.deepEqual({ reason, expiresAt }, { reason: 'expires', expiresAt: '2026-11-16T00:00:00.000Z' })
    } finally {
      server.time.now = new Date('2026-11-21T07:00:00Z')
    }
  })

  const refused: readonly (readonly [url: string, status: number])[] = [
    ['/api/v1/history?subject=nobody&scope=scs-compatible-iaas', 404],
    ['/api/v1/history?subject=gx-scs&scope=nothing', 404],
    [`${HISTORY}&from=2026-11-05&until=2026-11-04`, 400],
    [`${HISTORY}&from=2001-01-01`, 400],
    [`${HISTORY}&from=yesterday`, 400],
    [`${HISTORY}&known=9999-12-31`, 400],
    ['/api/v1/history', 400],
    [`${DETAIL}?at=2026-13-01`, 400],
    ['/api/v1/compliance/%00/scs-compatible-iaas', 404],
    ['/api/v1/due?subject=gx-scs&scope=scs-compatible-iaas&within=1y', 400],
    ['/api/v1/due?subject=gx-scs&scope=scs-compatible-iaas&within=9999w', 400],
  ]
  for (const [url, status] of refused) {
    test(`${url} is answered with ${status}`, async () => {
      const response = await server.get(url)
      assert.equal(response.statusCode, status, response.body)
      assert.match(String(response.headers['content-type']), /^application\/problem\+json/)
    })
  }

  test('only an admin may have reports forgotten', async () => {
    const post = (user?: string) =>
      server.call({ method: 'POST', url: '/api/v1/retention', ...(user !== undefined && { user }) })
    assert.equal((await post()).statusCode, 401)
    assert.equal((await post('auditor')).statusCode, 403)
    const response = await post('boss')
    assert.equal(response.statusCode, 200, response.body)
    assert.deepEqual(response.json(), {
      isDryRun: true,
      reports: 0,
      submissions: 0,
      keptSince: '2025-05-01T00:00:00.000Z',
    })
  })
})
