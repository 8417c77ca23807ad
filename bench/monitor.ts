/**
 * How fast the monitor takes in reports and shows pages, on the data set on which the predecessor was measured (50 subjects,
 * one report per subject and day), with the ratio to the predecessor's figures and to a query of the same run that looks
 * at all results. Usage: node bench/monitor.ts [--reports 1000,10000,100000] [--databases embedded,postgres] [--seconds 4]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { argon2Sync, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { canonicalJson } from '#report/canonical-json.ts'
import type { JsonValue } from '#report/json-value.ts'
import { serialiseReport } from '#report/serialise-report.ts'
import { readBundledScopes } from '#server/read-bundled-scopes.ts'
import { newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { type DatabaseLocation, openDatabase } from '#server/storage/database.ts'
import { migrate } from '#server/storage/migrate.ts'
import { machinePrograms } from '../tools/machine-programs.ts'
import { startTestPostgres } from '../tools/postgres-for-tests.ts'
import { BENCH_SUBJECTS, benchTestcases, fillDatabase, naiveScanMs } from './monitor-data.ts'

/** The predecessor's figures (2026-11-21, two shared cores, PostgreSQL 15 on loopback): p50 in ms, requests per second. */
const PREDECESSOR = {
  '/page/table': { 1000: 163, 10000: 1158, 100000: 12404 },
  '/page/detail/iaas-0/scs-compatible-iaas': { 1000: 39, 10000: 157, 100000: 651 },
  '/status': { 1000: 410, 10000: 2031, 100000: 10489 },
} as const
const PREDECESSOR_POSTS = { 1: 5.5, 8: 5.9, 32: 6.2 } as const

const PASSWORD = 'bench'
const { values: options } = parseArgs({
  options: {
    reports: { type: 'string', default: '1000,10000,100000' },
    databases: { type: 'string', default: 'embedded,postgres' },
    seconds: { type: 'string', default: '4' },
  },
})
const sizes = options.reports.split(',').map(Number)
const seconds = Number(options.seconds)
const scopes = await readBundledScopes()
const folder = mkdtempSync(join(tmpdir(), 'siegel-bench-'))
const key = newKey()
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** The usual cost: 64 MiB, three passes, four lanes. */
function argon2Hash(password: string): string {
  const nonce = randomBytes(16)
  const tag = argon2Sync('argon2id', {
    message: password,
    nonce,
    memory: 65_536,
    passes: 3,
    parallelism: 4,
    tagLength: 32,
  })
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=65536,t=3,p=4$${base64(nonce)}$${base64(tag)}`
}

function writeAccounts(): string {
  const file = join(folder, 'bootstrap.yaml')
  const subjects = BENCH_SUBJECTS.map((subject) => `  - {subject: ${subject}}`).join('\n')
  const body = key.publicKey.toString('base64')
  const robot = `  - subject: robot
    roles: [append_any, read_any]
    api_keys: ["${argon2Hash(PASSWORD)}"]
    keys: [{public_key: "${body}", public_key_type: ssh-ed25519, public_key_name: bench}]`
  writeFileSync(file, `accounts:\n${subjects}\n${robot}\n`)
  return file
}

/** A report of 45 results and 8.7 kB, as the predecessor was measured with. */
function benchReport(subject: string, checkedAt: Date, uuid: string = randomUUID()): Record<string, JsonValue> {
  const scope = scopes.find(({ slug }) => slug === 'scs-compatible-iaas')
  const ids = scope ? benchTestcases(scope, 45) : []
  const document = plainReport({}, { subject, checked_at: checkedAt.toISOString() })
  const results = Object.fromEntries(ids.map((id) => [id, 1]))
  const stdout = ids.flatMap((id) => [
    `${id}: PASS`,
    `INFO: ${id} looked at all objects and found nothing wrong with them`,
  ])
  return {
    ...document,
    run: { uuid, invocations: { 'run-1': { rc: 0, results, stdout, stderr: [], cmd: 'check' } } },
  }
}

interface Server {
  readonly process: ChildProcess
  readonly url: string
}

async function startServer(database: DatabaseLocation, bootstrapFile: string): Promise<Server> {
  const module = new URL('../src/server/start-server.ts', import.meta.url).href
  const given = JSON.stringify({ database, bootstrapFile, host: '127.0.0.1', port: 0 })
  const code = `const { startServer } = await import(${JSON.stringify(module)})
    console.log((await startServer({ ...${given}, clock: () => new Date() })).url)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = await once(createInterface(child.stdout), 'line')
  return { process: child, url: String(url) }
}

interface Answer {
  readonly status: number
  readonly ms: number
}

function call(url: string, payload?: { readonly body: Buffer; readonly type: string }): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const authorization = `Basic ${Buffer.from(`robot:${PASSWORD}`).toString('base64')}`
    const sent = request(
      url,
      payload
        ? {
            agent,
            method: 'POST',
            headers: { authorization, 'content-type': payload.type, 'content-length': payload.body.length },
          }
        : { agent },
      (response) => {
        response.resume()
        response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - startedAt }))
      },
    )
    sent.on('error', reject)
    sent.end(payload?.body)
  })
}

/** So many clients, each one request after the other, for some seconds, or until nothing is left to ask. */
async function load(
  clients: number,
  ask: () => Promise<Answer> | undefined,
): Promise<{ perSecond: number; p50: number; p95: number; p99: number }> {
  const times: number[] = []
  const startedAt = performance.now()
  const end = startedAt + seconds * 1_000
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const answer = await ask()
        if (!answer) return
        if (answer.status !== 200) throw new Error(`answered ${answer.status}`)
        times.push(answer.ms)
      }
    }),
  )
  const elapsed = (performance.now() - startedAt) / 1_000
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { perSecond: times.length / elapsed, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

function residentMb({ process: { pid } }: Server): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024
}

const say = (line: string) => console.log(line)
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
const times = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ×`

async function measurePages({ url }: Server, size: number, naive: number): Promise<void> {
  for (const [path, baseline] of Object.entries(PREDECESSOR)) {
    const first = await call(`${url}${path}`)
    const one = await load(1, () => call(`${url}${path}`))
    const many = await load(8, () => call(`${url}${path}`))
    const before = (baseline as Readonly<Record<number, number>>)[size]
    const ratio = before === undefined ? '' : `, predecessor ${ms(before)} = ${times(before / one.p50)}`
    say(
      `  GET ${path}: first ${ms(first.ms)}, p50 ${ms(one.p50)}, p99 ${ms(one.p99)}; 8 clients ${many.perSecond.toFixed(0)}/s` +
        `${ratio}; all-results query of this run ${ms(naive)} = ${times(naive / one.p50)}`,
    )
  }
}

async function measurePosts({ url }: Server, format: 'yaml' | 'json'): Promise<void> {
  const bodies: Buffer[] = []
  const now = Date.now()
  // The text is made once, because serialising would take longer than what is measured.
  const uuid = randomUUID()
  const template = serialiseReport(benchReport('SUBJECT', new Date(0), uuid), format).toString()
  for (let index = 0; index < 700 * seconds * 3; index += 1) {
    const text = template
      .replaceAll('SUBJECT', BENCH_SUBJECTS[index % 39] ?? '')
      .replaceAll(uuid, randomUUID())
      .replaceAll(new Date(0).toISOString(), new Date(now + index).toISOString())
    bodies.push(signed(key, text))
  }
  await call(`${url}/reports`, { body: bodies.pop() ?? Buffer.alloc(0), type: `application/x-signed-${format}` })
  for (const clients of [1, 8, 32] as const) {
    const posted = await load(clients, () => {
      const body = bodies.pop()
      return body && call(`${url}/reports`, { body, type: `application/x-signed-${format}` })
    })
    const before = PREDECESSOR_POSTS[clients]
    say(
      `  POST /reports (${format}, ${(Buffer.byteLength(template) / 1000).toFixed(1)} kB, argon2id account), ${clients} clients: ` +
        `${posted.perSecond.toFixed(0)}/s, p50 ${ms(posted.p50)}, p99 ${ms(posted.p99)}; predecessor ${before}/s = ${times(posted.perSecond / before)}`,
    )
  }
}

/** Pages while eight clients hand in reports. */
async function measurePagesDuringPosts({ url }: Server): Promise<void> {
  const bodies = Array.from({ length: 600 * seconds }, (_, index) =>
    signed(key, [benchReport(BENCH_SUBJECTS[index % 39] ?? '', new Date())], 'json'),
  )
  const [posted, shown] = await Promise.all([
    load(8, () => {
      const body = bodies.pop()
      return body && call(`${url}/reports`, { body, type: 'application/x-signed-json' })
    }),
    load(1, () => call(`${url}/page/table`)),
  ])
  say(
    `  GET /page/table while ${posted.perSecond.toFixed(0)} reports/s come in: p50 ${ms(shown.p50)}, p95 ${ms(shown.p95)}, p99 ${ms(shown.p99)}`,
  )
}

async function measure(name: string, location: DatabaseLocation): Promise<void> {
  const bootstrapFile = writeAccounts()
  let stored = 0
  for (const size of sizes) {
    const document = benchReport('iaas-0', new Date())
    const open = await openDatabase(location)
    await migrate(open.database, new Date())
    const startedAt = performance.now()
    await fillDatabase(open.database, {
      scopes,
      from: stored,
      to: size,
      at: new Date(),
      body: Buffer.from(canonicalJson(document)),
      document,
    })
    stored = size
    await naiveScanMs(open.database)
    const naive = await naiveScanMs(open.database)
    await open.close()
    say(`\n${name}, ${size} reports (filled in ${((performance.now() - startedAt) / 1000).toFixed(0)} s)`)
    const server = await startServer(location, bootstrapFile)
    try {
      await measurePages(server, size, naive)
      if (size === sizes.at(-1)) {
        await measurePosts(server, 'yaml')
        await measurePosts(server, 'json')
        await measurePagesDuringPosts(server)
      }
      say(`  most memory: ${residentMb(server).toFixed(0)} MB`)
    } finally {
      server.process.kill('SIGKILL')
      await once(server.process, 'exit')
    }
  }
}

try {
  if (options.databases.includes('embedded')) {
    await measure('embedded database', { kind: 'directory', directory: join(folder, 'data') })
  }
  const binaries = machinePrograms(process.env).find((program) => program.name === 'postgres')?.path
  if (options.databases.includes('postgres') && binaries !== undefined) {
    const postgres = await startTestPostgres(binaries)
    await measure('PostgreSQL', { kind: 'postgres', url: postgres.url }).finally(() => postgres.stop())
  }
} finally {
  agent.destroy()
  rmSync(folder, { recursive: true, force: true })
}
