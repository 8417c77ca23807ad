import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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

  test('what another server changes is seen after a second at the latest, and a page is not made again before', async () => {
    await rename('Before')
    server.time.now = new Date(server.time.now.getTime() + 1_000)
    assert.match(await table(), /Before/)
    await rename('After')
    server.time.now = new Date(server.time.now.getTime() + 999)
    assert.match(await table(), /Before/)
    server.time.now = new Date(server.time.now.getTime() + 1)
    assert.match(await table(), /After/)
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
    await table()
    await rename('Signed in')
    assert.match(await table({ user: 'auditor' }), /Signed in/)
    assert.doesNotMatch(await table(), /Signed in/)
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
