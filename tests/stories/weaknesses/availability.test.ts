import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Kysely, PGliteDialect } from 'kysely'
import { buildApp } from '#server/app.ts'
import { createInbox } from '#server/ingest/inbox.ts'
import { createUploadReader } from '#server/ingest/upload-reader.ts'
import { knownScopes } from '#server/known-scopes.ts'
import { createTransparencyLog } from '#server/log/transparency-log.ts'
import { NOTHING_PUBLISHED } from '#server/published.ts'
import { readBundledScopes } from '#server/read-bundled-scopes.ts'
import { newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { startServer } from '#server/start-server.ts'
import { createKeptState } from '#server/state/kept-state.ts'
import { describeOnEachDatabase, describeOnEachOpenDatabase } from '#server/storage/each-database.fixture.ts'
import type { Tables } from '#server/storage/tables.ts'
import { accountFile, PASSWORD, startTestServer, type TestServer } from '#server/test-server.fixture.ts'
import { readTestcaseCatalogue } from '#server/testcase-catalogue.ts'

const TESTCASE = 'scs-0102-prop-architecture'
const JSON_TYPE = 'application/x-signed-json'
const AUTHORIZATION = `Basic ${Buffer.from(`gx-scs:${PASSWORD}`).toString('base64')}`
const PAGES = ['/page/table', '/status', '/page/detail/gx-scs/scs-compatible-iaas']

/** Group C of the weaknesses of today’s monitor: one request must not stop the others. */
describeOnEachOpenDatabase('weaknesses of today’s monitor, availability', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
    assert.equal((await server.post(signed(server.key, [plainReport({ [TESTCASE]: -1 })]))).statusCode, 200)
  })
  after(async () => server.close())

  const statusOf = async (content: string, contentType = 'application/x-signed-yaml') =>
    (await server.post(signed(server.key, content), { contentType })).statusCode
  async function assertPagesWork(): Promise<void> {
    for (const url of PAGES) assert.equal((await server.get(url)).statusCode, 200, url)
  }

  test('weakness 17: no moment of a check takes the pages down', async () => {
    for (const moment of [
      '9999-12-31',
      '9999-12-31 23:59:59',
      '20000-01-01',
      'infinity',
      '0001-01-01',
      '-4713-01-01',
      '2026-02-30',
      '1970-01-01',
    ]) {
      const document = JSON.stringify(plainReport({ a: 1 }, { checked_at: moment }))
      assert.equal(await statusOf(document, JSON_TYPE), 422, moment)
    }
    await assertPagesWork()
  })

  test('weakness 20: bodies and numbers of results have a limit', async () => {
    assert.equal(await statusOf(`a: ${'x'.repeat(3_000_000)}`), 413)
    const results = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`t${index}`, 1]))
    assert.equal(await statusOf(JSON.stringify(plainReport(results)), JSON_TYPE), 413)
    assert.equal(await statusOf('', JSON_TYPE), 200)
  })

  test('weakness 21: a bomb of aliases is refused, soon and without memory', async () => {
    for (const levels of [7, 8]) {
      const rows = Array.from(
        { length: levels },
        (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`,
      )
      const before = process.memoryUsage.rss()
      const started = performance.now()
      assert.equal(await statusOf(['l0: &l0 x', ...rows].join('\n')), 422)
      assert.ok(performance.now() - started < 3_000)
      assert.ok(process.memoryUsage.rss() - before < 300_000_000)
    }
  })

  test('weakness 25: lists have a limit', async () => {
    for (const url of [
      '/reports?limit=10000',
      '/results?limit=100000',
      '/reports?limit=-1',
      '/results?skip=-1',
      '/reports?limit=1e9',
    ]) {
      assert.equal((await server.get(url, { user: 'auditor' })).statusCode, 400, url)
    }
    assert.equal((await server.get('/api/v1/reports?limit=10000', { user: 'auditor' })).statusCode, 400)
  })

  test('weakness 26: what programs printed is lines of text, else it is refused, and every stored report can be shown', async () => {
    for (const stdout of [[1, null], [{}], 'text', [['a']], { a: 1 }]) {
      const document = plainReport({})
      const run = { uuid: (document.run as { uuid: string }).uuid, invocations: { one: { results: { a: 1 }, stdout } } }
      assert.equal(await statusOf(JSON.stringify({ ...document, run }), JSON_TYPE), 422, JSON.stringify(stdout))
    }
    const odd = plainReport({ a: 1 }, { more: [1, null, { stdout: [5] }] })
    assert.equal(await statusOf(JSON.stringify(odd), JSON_TYPE), 200)
    const { uuid } = odd.run as { uuid: string }
    for (const form of ['page', 'fragment', 'markdown']) {
      assert.equal((await server.get(`/${form}/report/${uuid}`)).statusCode, 200)
      assert.equal((await server.get(`/${form}/report_full/${uuid}`, { user: 'gx-scs' })).statusCode, 200)
    }
  })

  test('weakness 19: pages are made without looking at the history of all results, which retention keeps short', async () => {
    const standing = async () => (await server.get('/api/v1/compliance/gx-scs/scs-compatible-iaas')).json().testcases
    const before = await standing()
    const retention = await server.call({ method: 'POST', url: '/api/v1/retention', user: 'boss' })
    assert.equal(retention.json().isDryRun, true)
    await open().database.deleteFrom('result').execute()
    assert.deepEqual(await standing(), before)
    await assertPagesWork()
  })

  test('weakness 18: guessing passwords keeps the event loop free, and comes to an end', async () => {
    const guesses = Array.from({ length: 8 }, (_, index) => ({ user: `nobody-${index}`, password: `guess ${index}` }))
    const ofThread = process.threadCpuUsage()
    const ofProcess = process.cpuUsage()
    const answers = await Promise.all(guesses.map((guess) => server.post(Buffer.alloc(0), guess)))
    const [thread, whole] = [process.threadCpuUsage(ofThread), process.cpuUsage(ofProcess)]
    assert.ok(answers.every(({ statusCode }) => statusCode === 401))
    // Eight hashes of 64 MiB: nearly all of the work is done by other threads.
    assert.ok(thread.user + thread.system < 0.3 * (whole.user + whole.system))
    const more = await Promise.all(
      Array.from({ length: 30 }, () => server.post(Buffer.alloc(0), { user: 'admin', password: 'guess' })),
    )
    assert.ok(
      more.some(({ statusCode, headers }) => statusCode === 429 && /^\d+$/.test(String(headers['retry-after']))),
    )
    assert.equal((await server.get('/reports', { user: 'gx-scs' })).statusCode, 200)
  })
})

describeOnEachDatabase('weaknesses of today’s monitor, availability of a running server', (location) => {
  const key = newKey()
  let directory = ''
  let bootstrapFile = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-weakness-'))
    bootstrapFile = join(directory, 'bootstrap.yaml')
    await writeFile(bootstrapFile, accountFile(key))
  })
  after(async () => rm(directory, { recursive: true, force: true }))
  const start = () =>
    startServer({
      database: location(),
      bootstrapFile,
      host: '127.0.0.1',
      port: 0,
      clock: () => new Date(),
      mostConnections: 3,
    })
  const statusOf = async (url: string, init: RequestInit = {}) => {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
    await response.body?.cancel()
    return response.status
  }

  test('weakness 22: uploads that stop in the middle hold no connection to the database', async (context) => {
    const server = await start()
    const sockets: Socket[] = []
    context.after(async () => {
      for (const socket of sockets) socket.destroy()
      await server.close()
    })
    const { hostname, port } = new URL(server.url)
    const head = `POST /reports HTTP/1.1\r\nHost: x\r\nAuthorization: ${AUTHORIZATION}\r\nContent-Type: application/x-signed-yaml\r\nContent-Length: 9000\r\n\r\n---`
    for (let index = 0; index < 20; index += 1) {
      const socket = connect(Number(port), hostname).on('error', () => {})
      sockets.push(socket)
      await once(socket, 'connect')
      socket.write(head)
    }
    for (const path of ['/healthz', '/status', '/page/table', '/metrics'])
      assert.equal(await statusOf(`${server.url}${path}`), 200)
  })

  test('weakness 24: many requests share few connections to the database', async (context) => {
    const server = await start()
    context.after(() => server.close())
    const statuses = await Promise.all(
      Array.from({ length: 60 }, (_, index) => statusOf(`${server.url}/status?subject=x${index}`)),
    )
    assert.ok(statuses.every((status) => status === 200))
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    const connections = [...metrics.matchAll(/^siegel_database_connections\{.*\} (\d+)$/gm)].map(([, count]) =>
      Number(count),
    )
    assert.equal(connections.length, location().kind === 'postgres' ? 2 : 0)
    assert.ok(connections.reduce((sum, count) => sum + count, 0) <= 3)
  })

  test('weakness 27: an account file that cannot be loaded changes nothing, and the server still stops', async (context) => {
    const server = await start()
    context.after(async () => {
      await writeFile(bootstrapFile, accountFile(key))
      await server.close()
    })
    for (const text of ['accounts: [', '- 1', 'accounts:\n  - subject: 5\n', '\0']) {
      await writeFile(bootstrapFile, text)
      await assert.rejects(server.reload(), { code: 'SERVER_ACCOUNTS_INVALID' })
    }
    await rm(bootstrapFile)
    await assert.rejects(server.reload(), { code: 'SERVER_ACCOUNTS_UNREADABLE' })
    assert.equal(await statusOf(`${server.url}/reports`, { headers: { authorization: AUTHORIZATION } }), 200)
    assert.equal(await statusOf(`${server.url}/page/table`), 200)
  })
})

test('weakness 23: a database that hangs stops neither /healthz nor what needs no database', async (context) => {
  const never = new Promise<never>(() => {})
  const database = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: () => never }) })
  const uploadReader = createUploadReader()
  const clock = () => new Date()
  const scopes = knownScopes(readBundledScopes())
  const testcases = readTestcaseCatalogue()
  const app = await buildApp({
    clock,
    database,
    connections: () => undefined,
    authenticator: { authenticate: () => never, waiting: () => 0, close: async () => {} },
    uploadReader,
    scopes,
    testcases,
    state: createKeptState({ database, scopes, defaults: testcases.defaults, clock }),
    inbox: createInbox(database),
    published: NOTHING_PUBLISHED,
    log: createTransparencyLog(database, []),
    credentialPolicy: 'refuse',
    takesWholeUploads: false,
  })
  context.after(() => uploadReader.close())
  const hanging = PAGES.map((url) => app.inject(url))
  assert.equal(hanging.length, 3)
  const started = performance.now()
  const answers = await Promise.all(['/healthz', '/readyz', '/healthz'].map((url) => app.inject(url)))
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [503, 503, 503],
  )
  assert.match(String(answers[0]?.headers['retry-after']), /^\d+$/)
  for (const url of ['/page/scope/scs-compatible-iaas', '/api/v1/openapi.json', '/api/v1/scopes']) {
    assert.equal((await app.inject(url)).statusCode, 200, url)
  }
  assert.ok(performance.now() - started < 4_000)
})
