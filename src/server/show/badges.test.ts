import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

const BADGE = '/badge/gx-scs/scs-compatible-iaas'

function pngSize(bytes: Buffer): readonly [number, number] {
  assert.equal(bytes.toString('latin1', 0, 8), '\u0089PNG\r\n\u001a\n')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

describeOnEachOpenDatabase('badges', (open) => {
  let server: TestServer
  const today = () => server.time.now
  before(async () => {
    server = await startTestServer(open())
    const response = await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-architecture': -1 })]))
    assert.equal(response.statusCode, 200, response.body)
  })
  after(async () => server.close())

  test('a badge says the state, may be shown by every site, and names no version', async () => {
    const { statusCode, headers, body } = await server.get(`${BADGE}.svg`)
    assert.equal(statusCode, 200)
    assert.equal(headers['content-type'], 'image/svg+xml; charset=utf-8')
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin')
    assert.equal(headers['access-control-allow-origin'], '*')
    assert.match(body, />gx-scs, SCS-compatible IaaS: fail</)
    assert.doesNotMatch(body, /v\d/)
  })

  test('it speaks German where that is asked for', async () => {
    assert.match((await server.get(`${BADGE}.svg?lang=de`)).body, />nicht bestanden</)
    const { headers } = await server.get(`${BADGE}.svg`, { headers: { 'accept-language': 'de' } })
    assert.equal(headers['content-language'], 'de')
    assert.equal(headers.vary, 'Accept-Language')
  })

  test('the picture is a PNG of the same shape, three times as large, with the writing in it', async () => {
    const { body } = await server.get(`${BADGE}.svg`)
    const { rawPayload, headers } = await server.get(`${BADGE}.png`)
    assert.equal(headers['content-type'], 'image/png')
    const width = Number(/width="(\d+)"/.exec(body)?.[1])
    assert.deepEqual(pngSize(rawPayload), [width * 3, 72])
    const other = await server.get(`${BADGE}.png?lang=de`)
    assert.notDeepEqual(pngSize(other.rawPayload), pngSize(rawPayload))
    const unchanged = await server.get(`${BADGE}.png`, { headers: { 'if-none-match': String(headers.etag) } })
    assert.equal(unchanged.statusCode, 304)
    assert.equal(unchanged.rawPayload.length, 0)
  })

  test('what shields.io reads is there', async () => {
    assert.deepEqual((await server.get(`${BADGE}.json`)).json(), {
      schemaVersion: 1,
      label: 'SCS-compatible IaaS',
      message: 'fail',
      color: 'a3141c',
      cacheSeconds: 300,
    })
  })

  test('what nobody knows gets a badge that says so', async () => {
    for (const path of ['nothing/scs-compatible-iaas', 'gx-scs/nothing', 'group-none/scs-compatible-kaas']) {
      const response = await server.get(`/badge/${path}.svg`)
      assert.equal(response.statusCode, 404, path)
      assert.match(response.body, />unknown</)
      assert.equal((await server.get(`/badge/${path}.json`)).json().isError, true)
      pngSize((await server.get(`/badge/${path}.png`)).rawPayload)
    }
  })

  test('a group and a name with dots have badges, too', async () => {
    assert.match((await server.get('/badge/group-poc/scs-compatible-kaas.svg')).body, />no data</)
    assert.equal((await server.get('/badge/noris-1.34/scs-compatible-kaas.svg')).statusCode, 404)
  })

  test('no cache keeps a badge beyond the next change of its state', async () => {
    const now = today()
    const expiry = new Date('2026-11-30T00:00:00Z')
    for (const [before, maxAge] of [
      [86_400_000, 300],
      [120_000, 120],
      [1_500, 1],
      [900, undefined],
    ] as const) {
      server.time.now = new Date(expiry.getTime() - before)
      const { headers, body } = await server.get(`${BADGE}.svg`)
      assert.match(body, />fail</)
      const given = /max-age=(\d+)/.exec(String(headers['cache-control']))?.[1]
      assert.equal(given, maxAge === undefined ? undefined : String(maxAge), `${before} ms before`)
      assert.ok(Date.parse(String(headers.expires)) <= expiry.getTime())
    }
    const etag = (await server.get(`${BADGE}.svg`)).headers.etag
    server.time.now = expiry
    const { body, statusCode } = await server.get(`${BADGE}.svg`, { headers: { 'if-none-match': String(etag) } })
    assert.equal(statusCode, 200)
    assert.match(body, />no data</)
    server.time.now = now
  })

  test('a copy names its day', async () => {
    assert.match((await server.get(`${BADGE}.svg?dated=true`)).body, />fail \(2026-11-21\)</)
  })

  test('the QR code is there as drawing and as picture, for what exists', async () => {
    const svg = await server.get('/qr/gx-scs/scs-compatible-iaas.svg')
    assert.match(svg.body, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    const [width, height] = pngSize((await server.get('/qr/gx-scs/scs-compatible-iaas.png')).rawPayload)
    assert.equal(width, height)
    assert.ok(width >= 200)
    assert.equal((await server.get('/qr/nothing/scs-compatible-iaas.svg')).statusCode, 404)
  })
})
