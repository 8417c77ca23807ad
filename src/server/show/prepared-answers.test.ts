import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

const TABLE = '/page/table'
const isListed = (body: string) => body.includes('/page/detail/gx-scs/')

describeOnEachOpenDatabase('prepared answers', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
  })
  after(async () => server.close())

  const rename = (name: string) =>
    open()
      .database.updateTable('account')
      .set({ display: JSON.stringify({ name }) })
      .where('subject', '=', 'foreign')
      .execute()
  const table = async (options?: Parameters<TestServer['get']>[1]) => (await server.get(TABLE, options)).body

  test('a report that was accepted is on the page from then on', async () => {
    assert.ok(!isListed(await table()))
    const response = await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-min_ram': 1 })]))
    assert.equal(response.statusCode, 200)
    assert.ok(isListed(await table()))
  })

  test('what anybody else changes in the database is seen at once', async () => {
    await rename('Before')
    assert.match(await table(), /Before/)
    await rename('After')
    assert.match(await table(), /After/)
  })

  test('a page is made again after a second, and not before', async () => {
    const madeAt = async () => /As of ([^.]*)\./.exec(await table())?.[1]
    server.time.now = new Date('2026-11-21T08:00:59.500Z')
    assert.equal(await madeAt(), '2026-11-21 08:00 UTC')
    server.time.now = new Date('2026-11-21T08:01:00.499Z')
    assert.equal(await madeAt(), '2026-11-21 08:00 UTC')
    server.time.now = new Date('2026-11-21T08:01:00.500Z')
    assert.equal(await madeAt(), '2026-11-21 08:01 UTC')
  })

  test('what is ready is given as 304 to those who have it, and compressed to those who can read that', async () => {
    const plain = await server.get(TABLE)
    const first = await server.get(TABLE, { headers: { 'accept-encoding': 'gzip' } })
    const second = await server.get(TABLE, { headers: { 'accept-encoding': 'gzip' } })
    for (const { headers, rawPayload } of [first, second]) {
      assert.equal(headers['content-encoding'], 'gzip')
      assert.equal(headers.vary, 'Accept-Language, Accept-Encoding')
      assert.equal(gunzipSync(rawPayload).toString(), plain.body)
    }
    const known = await server.get(TABLE, { headers: { 'if-none-match': String(plain.headers.etag) } })
    assert.equal(known.statusCode, 304)
    assert.equal(known.body, '')
    assert.equal(known.headers['content-type'], undefined)
  })

  test('each language has its own, with the same headers as the first time', async () => {
    const headers = { 'accept-language': 'de' }
    const first = await server.get(TABLE, { headers })
    const second = await server.get(TABLE, { headers })
    assert.equal(second.body, first.body)
    assert.match(second.body, /<html lang="de">/)
    assert.match(await table(), /<html lang="en">/)
    const { date: _one, ...ofFirst } = first.headers
    const { date: _other, ...ofSecond } = second.headers
    assert.deepEqual(ofSecond, ofFirst)
  })

  test('whoever signs in gets an answer of their own', async () => {
    server.time.now = new Date('2026-11-21T08:05:59.500Z')
    await table()
    server.time.now = new Date('2026-11-21T08:06:00Z')
    assert.match(await table({ user: 'auditor' }), /As of 2026-11-21 08:06/)
    assert.match(await table(), /As of 2026-11-21 08:05/)
  })

  test('errors are not kept', async () => {
    assert.equal((await server.get('/page/detail/late-cloud/scs-compatible-iaas')).statusCode, 404)
    await open()
      .database.insertInto('account')
      .values({ subject: 'late-cloud', group_name: null, display: '{}', roles: '[]', removed_at: null })
      .execute()
    assert.equal((await server.get('/page/detail/late-cloud/scs-compatible-iaas')).statusCode, 200)
  })
})
