import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { newKey, plainReport, signed } from './signed-reports.fixture.ts'
import { type RunningServer, startServer } from './start-server.ts'
import type { DatabaseLocation } from './storage/database.ts'
import { describeOnEachDatabase } from './storage/each-database.fixture.ts'
import { accountFile, PASSWORD } from './test-server.fixture.ts'

const ROUNDS = Number(process.env.SIEGEL_CRASH_ROUNDS ?? 3)
const TYPE = 'application/x-signed-yaml'
const MODULE = new URL('./start-server.ts', import.meta.url).href
const AUTHORIZATION = `Basic ${Buffer.from(`gx-scs:${PASSWORD}`).toString('base64')}`
const AUDITOR = `Basic ${Buffer.from(`auditor:${PASSWORD}`).toString('base64')}`

describeOnEachDatabase('the running server', (location) => {
  const key = newKey()
  let directory = ''
  let bootstrapFile = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-server-'))
    bootstrapFile = join(directory, 'bootstrap.yaml')
    await writeFile(bootstrapFile, accountFile(key))
  })
  after(async () => rm(directory, { recursive: true, force: true }))
  /** A test that fails must leave neither servers nor processes behind, which would keep this process or the data. */
  const ends: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  async function start(): Promise<RunningServer> {
    const database = location()
    const server = await startServer({ database, bootstrapFile, host: '127.0.0.1', port: 0, clock: () => new Date() })
    let closing: Promise<void> | undefined
    const close = () => {
      closing ??= server.close()
      return closing
    }
    ends.push(close)
    return { ...server, close }
  }

  async function startInProcess(): Promise<Child> {
    const child = await startChild(location(), bootstrapFile)
    ends.push(async () => {
      child.process.kill('SIGKILL')
      await child.ended
    })
    return child
  }

  test('no acknowledged report is lost when the process is killed', async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const server = await startInProcess()
      let killed: Promise<boolean> | undefined
      while (server.process.exitCode === null && server.process.signalCode === null) {
        const uuid = await post(server.url, signed(key, [recentReport()]))
        if (uuid === undefined) break
        acknowledged.push(uuid)
        // Not before the first one, however busy the machine is.
        killed ??= wait(200 + 150 * round).then(() => server.process.kill('SIGKILL'))
      }
      if (!killed) server.process.kill('SIGKILL')
      await killed
      await server.ended
    }
    assert.ok(acknowledged.length >= ROUNDS, `${acknowledged.length} acknowledged reports`)
    const server = await start()
    for (const uuid of acknowledged) {
      const response = await fetch(`${server.url}/reports/${uuid}`, { headers: { authorization: AUDITOR } })
      assert.equal(response.status, 200, uuid)
      await response.body?.cancel()
    }
    const status = (await (await fetch(`${server.url}/status?subject=gx-scs`)).json()) as Record<string, unknown>
    assert.ok('gx-scs' in status)
  })

  test('a second server on the same data directory is refused', async (context) => {
    if (location().kind === 'postgres') return context.diagnostic('a PostgreSQL server may have several clients')
    await start()
    const child = await startInProcess().catch((error: unknown) => String(error))
    assert.match(String(child), /SERVER_DATA_LOCKED/)
  })

  test('it stops at once although clients keep their connections, and tells when an address is taken', async () => {
    const server = await start()
    const { port } = new URL(server.url)
    const taken = startServer({ database: location(), host: '127.0.0.1', port: Number(port), clock: () => new Date() })
    const code = location().kind === 'postgres' ? 'SERVER_LISTEN_FAILED' : 'SERVER_DATA_LOCKED'
    await assert.rejects(taken, { code })
    assert.equal((await fetch(`${server.url}/page/table`)).status, 200)
    const idle = connect(Number(port), '127.0.0.1')
    ends.push(async () => idle.destroy())
    await once(idle, 'connect')
    const started = performance.now()
    await server.close()
    assert.ok(performance.now() - started < 5_000)
  })

  test('a request that is under way when it stops is finished, and no new one is taken', async () => {
    const server = await start()
    const { hostname, port } = new URL(server.url)
    const body = signed(key, [recentReport()])
    const upload = request({
      ...{ hostname, port, path: '/reports', method: 'POST' },
      headers: { authorization: AUTHORIZATION, 'content-type': TYPE, 'content-length': body.length },
    })
    const answered = once(upload, 'response')
    upload.write(body.subarray(0, 100))
    await wait(300)
    const closed = server.close()
    await wait(300)
    await assert.rejects(fetch(`${server.url}/page/table`))
    upload.end(body.subarray(100))
    const [response] = await answered
    assert.equal(response.statusCode, 200)
    response.resume()
    const started = performance.now()
    await closed
    assert.ok(performance.now() - started < 3_000)
  })

  test('a wrong password is refused before the body is read', async () => {
    const server = await start()
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const upload = request(`${server.url}/reports`, {
        method: 'POST',
        headers: {
          authorization: 'Basic YTpi',
          'content-length': 1_000_000,
          'content-type': 'application/x-signed-yaml',
        },
      })
      upload.on('response', (response) => {
        resolve(response.statusCode)
        upload.destroy()
      })
      upload.on('error', reject)
      upload.write('abc')
    })
    assert.equal(status, 401)
  })

  test('loading a faulty account file again changes nothing', async () => {
    const server = await start()
    try {
      await writeFile(bootstrapFile, 'accounts: [')
      await assert.rejects(server.reload(), { code: 'SERVER_ACCOUNTS_INVALID' })
      assert.notEqual(await post(server.url, signed(key, [recentReport()])), undefined)
      await writeFile(bootstrapFile, 'accounts: []\n')
      assert.equal(await server.reload(), 0)
      assert.equal(await post(server.url, signed(key, [recentReport()])), undefined)
    } finally {
      await writeFile(bootstrapFile, accountFile(key))
    }
  })
})

function recentReport() {
  return plainReport({ 'scs-0102-image-ubuntu': 1 }, { checked_at: new Date().toISOString() })
}

/** The uuid of the report if it was acknowledged. */
async function post(url: string, body: Buffer): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/reports`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { authorization: AUTHORIZATION, 'content-type': 'application/x-signed-yaml' },
    })
    return response.status === 200 ? (response.headers.get('siegel-report') ?? undefined) : undefined
  } catch {
    return undefined
  }
}

interface Child {
  readonly process: ChildProcess
  readonly url: string
  readonly ended: Promise<unknown>
}

/** Starts a server in a process of its own. Throws what it says if it ends instead. */
async function startChild(database: DatabaseLocation, bootstrapFile: string): Promise<Child> {
  const code = `
    const { startServer } = await import(${JSON.stringify(MODULE)})
    const options = ${JSON.stringify({ database, bootstrapFile, host: '127.0.0.1', port: 0 })}
    try {
      console.log((await startServer({ ...options, clock: () => new Date() })).url)
    } catch (error) {
      console.log('failed: ' + error.code)
      process.exit(1)
    }
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    ended.then(() => wait(100, 'failed without a word')),
  ])
  if (line.startsWith('failed')) throw new Error(line)
  return { process: child, url: line, ended }
}
