import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

const TESTCASE = 'scs-0102-prop-min_ram'
const UUID = '5f0f1c3a-0000-4000-8000-00000000000'
const NOTE = 'This page does not show the present state, but that of'

describeOnEachOpenDatabase('pages at an earlier instant', (open) => {
  let server: TestServer
  const send = async (number: number, receivedAt: string, checkedAt: string, verdict: number) => {
    server.time.now = new Date(receivedAt)
    const run = { uuid: `${UUID}${number}`, invocations: { one: { rc: 0, results: { [TESTCASE]: verdict } } } }
    const response = await server.post(signed(server.key, [plainReport({}, { checked_at: checkedAt, run })]))
    assert.equal(response.statusCode, 200, response.body)
  }
  before(async () => {
    server = await startTestServer(open())
    await send(1, '2026-11-02T09:00:00Z', '2026-11-02T08:00:00Z', 1)
    await send(2, '2026-11-03T09:00:00Z', '2026-11-03T08:00:00Z', -1)
    // Checked on the 5th, but received five days later only.
    await send(3, '2026-11-10T09:00:00Z', '2026-11-05T08:00:00Z', 1)
    server.time.now = new Date('2026-11-12T07:00:00Z')
  })
  after(async () => server.close())

  const get = async (url: string, status = 200) => {
    // Pages with drafts are for those who have an account; an account of another subject will do.
    const response = await server.get(url, { ...(/_full\b/.test(url) && { user: 'foreign' }) })
    assert.equal(response.statusCode, status, response.body)
    return response.body
  }

  /** The report that counts for the testcase, by its last digit; `-` if none does. */
  const rows: readonly (readonly [title: string, query: string, report: string])[] = [
    ['now the last one counts', '', '3'],
    ['before the first there was none', 'at=2026-11-02T07:00:00Z', '-'],
    ['on the 4th the second counted', 'at=2026-11-04', '2'],
    ['an offset is understood', 'at=2026-11-03T09:30:00%2B02:00', '1'],
    ['as we know it now, the third counted on the 6th', 'at=2026-11-06', '3'],
    ['as it was evaluated then, the second did', 'at=2026-11-06&known=then', '2'],
    ['with what was received by the 11th, the third did', 'at=2026-11-06&known=2026-11-11', '3'],
    ['now, but with what was received by the 4th, the second does', 'known=2026-11-04', '2'],
  ]
  for (const [title, query, report] of rows) {
    describe(title, () => {
      for (const form of ['page', 'fragment', 'markdown']) {
        for (const kind of ['detail', 'detail_full']) {
          test(`${form}/${kind}`, async () => {
            const body = await get(`/${form}/${kind}/gx-scs/scs-compatible-iaas?${query}`)
            const linked = [...body.matchAll(new RegExp(`/page/report/${UUID}(\\d)`, 'g'))].map(([, digit]) => digit)
            // Others that are linked after it say when the testcase passed last.
            assert.equal(linked[0] ?? '-', report)
          })
        }
      }

      test('status', async () => {
        const body = JSON.parse(await get(`/status?${query}`))
        const [scope] = Object.values(body['gx-scs'] ?? {}) as { results: Record<string, { report: string }> }[]
        assert.equal(scope?.results[TESTCASE]?.report.slice(-1) ?? '-', report)
      })
    })
  }

  const all = ['table', 'table_full', 'detail/gx-scs/scs-compatible-iaas', 'detail_full/gx-scs/scs-compatible-iaas']
  const paths = [...all, `report/${UUID}1`, 'scope/scs-compatible-iaas']

  test('every page says which instant it shows and leads to now, in every form; the pages of now do not', async () => {
    for (const form of ['page', 'fragment', 'markdown']) {
      for (const path of paths) {
        const url = `/${form}/${path}`
        const earlier = (await get(`${url}?at=2026-11-04T12:34:00Z&lang=en`)).replaceAll('\\', '')
        assert.ok(earlier.includes(NOTE), url)
        assert.ok(earlier.includes('2026-11-04 12:34 UTC'), url)
        // What stands on other sites names the whole address, and leads to a page that can be read for itself.
        const now = `${form === 'page' ? '' : 'http://localhost:80'}/page/${path}?lang=en`
        assert.ok(form === 'markdown' || earlier.includes(`href="${now}">Show the present state</a>`), url)
        assert.ok(form !== 'markdown' || earlier.includes(`[Show the present state](${now})`), url)
        assert.ok(!(await get(`${url}?lang=en`)).includes(NOTE), url)
        assert.match(await get(`${url}?at=2026-11-04&lang=de`), /Diese Seite zeigt nicht den jetzigen Stand/)
      }
    }
  })

  test('what is taken as known is said, too', async () => {
    const said = async (known: string) => get(`/page/table?at=2026-11-04${known}`)
    assert.match(await said(''), /As it is known today/)
    assert.match(await said('&known=then'), /As it was evaluated then/)
    assert.match(await said('&known=2026-11-11'), /Only with the reports received by 2026-11-11 00:00 UTC/)
  })

  test('links stay at the instant', async () => {
    const body = await get('/page/table?at=2026-11-04&known=then')
    const query = '?at=2026-11-04T00%3A00%3A00.000Z&amp;known=then'
    assert.ok(body.includes(`/page/detail/gx-scs/scs-compatible-iaas${query}`), body)
    assert.ok(body.includes(`/page/table?lang=de&amp;${query.slice(1)}`), body)
  })

  test('a report is found from its check on, or, as it was known then, from its receipt on', async () => {
    const url = `/page/report/${UUID}3`
    await get(`${url}?at=2026-11-05T07:00:00Z`, 404)
    await get(`${url}?at=2026-11-06`)
    await get(`${url}?at=2026-11-06&known=then`, 404)
    await get(`${url}?at=2026-11-11&known=then`)
  })

  test('the status of an earlier instant is marked as such', async () => {
    assert.equal((await server.get('/status?at=2026-11-04')).headers['siegel-at'], '2026-11-04T00:00:00.000Z')
    assert.equal((await server.get('/status')).headers['siegel-at'], undefined)
  })

  const faults = {
    'at=yesterday': /at: /,
    'at=2026-13-01': /at: /,
    'at=2026-11-04T12:00:00': /at: /,
    'at=1999-12-31': /between 2000 and 2100/,
    'at=2026-11-12T07:00:01Z': /at: lies in the future/,
    'known=2027-01-01': /known: lies in the future/,
    'known=later': /known: /,
    'at=2026-11-04&at=2026-11-05': /at: /,
  }
  for (const [query, reason] of Object.entries(faults)) {
    test(`${query} is refused with the reason`, async () => {
      for (const path of [...paths.map((one) => `/page/${one}`), '/fragment/table', '/markdown/table', '/status']) {
        assert.match(await get(`${path}?${query}`, 400), reason, path)
      }
    })
  }

  test('pages with drafts need an account at earlier instants, too, whatever else is wrong', async () => {
    for (const path of all.filter((one) => one.includes('_full'))) {
      for (const query of ['at=2026-11-04', 'at=2026-11-04&known=then', 'at=yesterday']) {
        assert.equal((await server.get(`/page/${path}?${query}`)).statusCode, 401, path)
      }
    }
  })
})
