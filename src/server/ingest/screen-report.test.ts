import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer } from '../test-server.fixture.ts'

const SECRET = 'c0rrect-horse'

const leaking = () => {
  const document = plainReport({})
  const invocations = {
    one: {
      cmd: `check --os-password ${SECRET}`,
      stdout: [`OS_PASSWORD=${SECRET}`],
      results: { 'scs-0102-prop-min_ram': 1 },
    },
  }
  return { ...document, run: { ...(document.run as object), assignment: { token: SECRET }, invocations } }
}

describeOnEachOpenDatabase('credentials in reports', (open) => {
  test('a report with credentials is refused; the sender is told where, and not what', async () => {
    const refusing = await startTestServer(open())
    const known = await refusing.post(signed(refusing.key, [plainReport({}), leaking()]))
    assert.equal(known.statusCode, 422, known.body)
    const { code, detail, place } = known.json()
    assert.equal(code, 'REPORT_HOLDS_CREDENTIAL')
    for (const path of ['run.assignment.token', 'run.invocations.one.cmd', 'run.invocations.one.stdout.0']) {
      assert.ok(detail.includes(path), detail)
    }
    assert.equal(place, 'run.invocations.one.cmd')
    assert.doesNotMatch(known.body, new RegExp(SECRET))
    assert.deepEqual((await refusing.get('/reports', { user: 'gx-scs' })).json(), [])
    await refusing.close()
  })

  test('where they are masked they are masked in everything but the signed bytes', async () => {
    const masking = await startTestServer(open(), { credentials: 'mask' })
    const body = signed(masking.key, [leaking()])
    const response = await masking.post(body)
    assert.equal(response.statusCode, 200, response.body)
    assert.match(
      String(response.headers['siegel-warning']),
      /masked credential run\.invocations\.one\.cmd .* run\.assignment\.token$/,
    )
    const uuid = String(response.headers['siegel-report'])
    for (const url of [
      `/reports/${uuid}`,
      '/reports',
      `/page/report/${uuid}`,
      `/page/report_full/${uuid}`,
      `/markdown/report_full/${uuid}`,
      `/fragment/report_full/${uuid}`,
      `/api/v1/reports/${uuid}`,
    ]) {
      const shown = await masking.get(url, { user: 'gx-scs' })
      assert.equal(shown.statusCode, 200)
      assert.doesNotMatch(shown.body, new RegExp(SECRET), url)
    }
    const original = await masking.get(`/reports/${uuid}/signed`, { user: 'gx-scs' })
    assert.deepEqual(original.rawPayload, body)
    assert.equal((await masking.get(`/reports/${uuid}/signed`)).statusCode, 401)
    assert.equal((await masking.post(body)).statusCode, 200)
    await masking.close()
  })
})
