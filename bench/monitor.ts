/**
 * How fast the monitor takes in reports and shows pages, on the data set on which the predecessor was measured (50 subjects,
 * one report per subject and day), with the ratio to the predecessor's figures and to a query of the same run that looks
 * at all results. Usage: node bench/monitor.ts [--reports 1000,10000,100000] [--databases embedded,postgres | --embedded]
 * [--only pages,posts,history] [--seconds 4] [--profile FOLDER]
 */
import { argon2Sync, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { canonicalJson } from '#report/canonical-json.ts'
import type { JsonValue } from '#report/json-value.ts'
import { serialiseReport } from '#report/serialise-report.ts'
import { digestOfApiKey, newApiKey } from '#server/accounts/api-key.ts'
import { loadAccounts } from '#server/accounts/load-accounts.ts'
import { readBundledScopes } from '#server/read-bundled-scopes.ts'
import { newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { insertApiKey } from '#server/storage/api-key-queries.ts'
import { type DatabaseLocation, openDatabase } from '#server/storage/database.ts'
import { migrate } from '#server/storage/migrate.ts'
import { machinePrograms } from '../tools/machine-programs.ts'
import { startTestPostgres } from '../tools/postgres-for-tests.ts'
import { BENCH_SUBJECTS, benchTestcases, fillDatabase, naiveScanMs } from './monitor-data.ts'
import {
  type BenchAnswer,
  type BenchServer,
  call,
  closeConnections,
  load,
  postgresCpuMs,
  startBenchServer,
  timing,
} from './monitor-server.ts'

/** The predecessor's figures (2026-11-21, two shared cores, PostgreSQL 15 on loopback): p50 in ms, requests per second. */
const PREDECESSOR = {
  '/page/table': { 1000: 163, 10000: 1158, 100000: 12404 },
  '/page/detail/iaas-0/scs-compatible-iaas': { 1000: 39, 10000: 157, 100000: 651 },
  '/status': { 1000: 410, 10000: 2031, 100000: 10489 },
} as const
const PREDECESSOR_POSTS = { 1: 5.5, 8: 5.9, 32: 6.2 } as const
const PREDECESSOR_MEMORY_MB = 62

const PASSWORD = 'bench'
const PASSWORD_LOGIN = `Basic ${Buffer.from(`robot:${PASSWORD}`).toString('base64')}`
const API_KEY = newApiKey()
const API_KEY_LOGIN = `Bearer ${API_KEY}`
const { values: options } = parseArgs({
  options: {
    reports: { type: 'string', default: '1000,10000,100000' },
    databases: { type: 'string', default: 'embedded,postgres' },
    embedded: { type: 'boolean', default: false },
    only: { type: 'string', default: 'pages,posts,history' },
    seconds: { type: 'string', default: '4' },
    profile: { type: 'string' },
  },
})
const databases = options.embedded ? 'embedded' : options.databases
const sizes = options.reports.split(',').map(Number)
const seconds = Number(options.seconds)
const scopes = await readBundledScopes()
/** The stored reports end here; each upload is a little newer than the one before. */
const STORED_UNTIL = Date.now() - 3_600_000
let uploaded = 0
const folder = mkdtempSync(join(tmpdir(), 'siegel-bench-'))
const key = newKey()

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

const say = (line: string) => console.log(line)
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`
const times = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ×`

type Format = 'yaml' | 'json'

/**
 * Distinct signed reports, the last one first, each the newest of its subject. The text is made once, because serialising would take longer than
 * what is measured.
 */
function uploads(count: number, format: Format): Buffer[] {
  const uuid = randomUUID()
  const template = serialiseReport(benchReport('SUBJECT', new Date(0), uuid), format).toString()
  return Array.from({ length: count }, () => {
    uploaded += 1
    const text = template
      .replace('SUBJECT', BENCH_SUBJECTS[uploaded % 39] ?? '')
      .replace('1970-01-01T00:00:00.000Z', new Date(STORED_UNTIL + 20 * uploaded).toISOString())
      .replace(uuid, randomUUID())
    return signed(key, text, format)
  }).toReversed()
}

function post(server: BenchServer, body: Buffer, format: Format, authorization: string): Promise<BenchAnswer> {
  return call(`${server.url}/reports`, { body, type: `application/x-signed-${format}`, authorization })
}

/** Each page as it is kept ready, and as it is made anew after a report has come in. */
async function measurePages(server: BenchServer, size: number, naive: number): Promise<void> {
  for (const [path, baseline] of Object.entries(PREDECESSOR)) {
    const url = `${server.url}${path}`
    const first = await call(url)
    const one = await load(1, seconds, () => call(url))
    const many = await load(8, seconds, () => call(url))
    const before = (baseline as Readonly<Record<number, number>>)[size]
    const anew = await timesAnew(server, url)
    const against = (p50: number) =>
      before === undefined ? '' : ` (${times(before / p50)} predecessor's ${ms(before)})`
    say(
      `  GET ${path}: first after a start ${ms(first.ms)}; made anew p50 ${ms(anew.p50)}${against(anew.p50)}, p95 ${ms(anew.p95)}, ` +
        `p99 ${ms(anew.p99)}; kept ready p50 ${ms(one.p50)}${against(one.p50)}, p99 ${ms(one.p99)}, 8 clients ${many.perSecond.toFixed(0)}/s; ` +
        `all-results query of this run ${ms(naive)} = ${times(naive / anew.p50)} made anew`,
    )
  }
}

/** A report, then the page, and so on: each page is made for its reader. */
async function timesAnew(server: BenchServer, url: string) {
  const taken: number[] = []
  const startedAt = performance.now()
  for (const body of uploads(40 * seconds, 'json').toReversed()) {
    const { status } = await post(server, body, 'json', API_KEY_LOGIN)
    if (status !== 200) throw new Error(`the report was answered with ${status}`)
    taken.push((await call(url)).ms)
  }
  return timing(taken, (performance.now() - startedAt) / 1_000)
}

interface Posting {
  readonly title: string
  readonly format: Format
  readonly authorization: string
}

const POSTINGS: readonly Posting[] = [
  { title: 'YAML, argon2id account', format: 'yaml', authorization: PASSWORD_LOGIN },
  { title: 'JSON, argon2id account', format: 'json', authorization: PASSWORD_LOGIN },
  { title: 'JSON, API key', format: 'json', authorization: API_KEY_LOGIN },
]

async function measurePosts(server: BenchServer, { title, format, authorization }: Posting): Promise<void> {
  for (const clients of [1, 8, 32] as const) {
    const bodies = uploads(1_200 * seconds, format)
    const cpu = processorTime(server)
    const posted = await load(clients, seconds, () => {
      const body = bodies.pop()
      return body && post(server, body, format, authorization)
    })
    const used = processorTime(server).map((value, index) => (value - (cpu[index] ?? 0)) / posted.count)
    const [ofServer = 0, ofDatabase = 0, ofLoad = 0] = used
    const before = PREDECESSOR_POSTS[clients]
    say(
      `  POST /reports (${title}), ${clients} clients: ${posted.perSecond.toFixed(0)}/s, p50 ${ms(posted.p50)}, p99 ${ms(posted.p99)}; ` +
        `predecessor ${before}/s = ${times(posted.perSecond / before)}; processor time per report: server ${ms(ofServer)}, ` +
        `PostgreSQL ${ms(ofDatabase)}, load ${ms(ofLoad)}`,
    )
  }
}

/** Processor time of the server, of its PostgreSQL server, and of this process, in milliseconds. */
function processorTime(server: BenchServer): readonly number[] {
  const { user, system } = process.cpuUsage()
  return [server.cpuMs(), postgresCpuMs(), (user + system) / 1_000]
}

/** Pages while eight clients hand in reports. */
async function measurePagesDuringPosts(server: BenchServer): Promise<void> {
  for (const [path, baseline] of Object.entries(PREDECESSOR)) {
    const bodies = uploads(1_200 * seconds, 'json')
    const [posted, shown] = await Promise.all([
      load(8, seconds, () => {
        const body = bodies.pop()
        return body && post(server, body, 'json', API_KEY_LOGIN)
      }),
      load(1, seconds, () => call(`${server.url}${path}`)),
    ])
    say(
      `  GET ${path} while ${posted.perSecond.toFixed(0)} reports/s come in: p50 ${ms(shown.p50)}, p95 ${ms(shown.p95)}, ` +
        `p99 ${ms(shown.p99)}; idle predecessor ${ms(baseline[100000])} = ${times(baseline[100000] / shown.p95)} (p95)`,
    )
  }
}

/** Questions about the past. The predecessor has none, so what looks at all results is the baseline. */
async function measureHistory(server: BenchServer, naive: number): Promise<void> {
  const at = (months: number) => new Date(Date.now() - months * 30 * 86_400_000).toISOString()
  const questions = {
    '18 months of one subject': `/api/v1/history?subject=iaas-0&scope=scs-compatible-iaas`,
    '60 months of one subject, with testcases': `/api/v1/history?subject=iaas-0&scope=scs-compatible-iaas&from=${at(60)}&testcases=true`,
    'detail 6 months ago': `/page/detail/iaas-0/scs-compatible-iaas?at=${at(6)}`,
    'detail 18 months ago': `/page/detail/iaas-0/scs-compatible-iaas?at=${at(18)}`,
    'detail 18 months ago, as known then': `/page/detail/iaas-0/scs-compatible-iaas?at=${at(18)}&known=then`,
    'overview 18 months ago': `/page/table?at=${at(18)}`,
    'overview 18 months ago, as known then': `/page/table?at=${at(18)}&known=then`,
    '/status 18 months ago': `/status?at=${at(18)}`,
  }
  for (const [title, path] of Object.entries(questions)) {
    const taken: number[] = []
    const startedAt = performance.now()
    for (let round = 0; round < 7; round += 1) {
      // Another millisecond each time, so that nothing is ready.
      const url = `${server.url}${path}`.replace(/(at=[^&]+)\.(\d)\d\dZ/, `$1.$20${round}Z`)
      const answer = await call(url)
      if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
      taken.push(answer.ms)
    }
    const { p50, p95 } = timing(taken, (performance.now() - startedAt) / 1_000)
    say(
      `  ${title}: p50 ${ms(p50)}, worst ${ms(p95)}; all-results query of this run ${ms(naive)} = ${times(naive / p50)}`,
    )
  }
}

async function measure(name: string, location: DatabaseLocation): Promise<void> {
  const bootstrapFile = writeAccounts()
  const parts = options.only.split(',')
  let stored = 0
  for (const size of sizes) {
    const document = benchReport('iaas-0', new Date())
    const open = await openDatabase(location)
    await migrate(open.database, new Date())
    await loadAccounts(open.database, bootstrapFile, new Date())
    if (stored === 0) {
      const made = { subject: 'robot', sha256: digestOfApiKey(API_KEY), name: 'bench', madeAt: new Date() }
      await insertApiKey(open.database, made)
    }
    const startedAt = performance.now()
    await fillDatabase(open.database, {
      scopes,
      from: stored,
      to: size,
      at: new Date(STORED_UNTIL),
      body: Buffer.from(canonicalJson(document)),
      document,
    })
    stored = size
    await naiveScanMs(open.database)
    const naive = await naiveScanMs(open.database)
    await open.close()
    say(`\n${name}, ${size} reports (filled in ${((performance.now() - startedAt) / 1000).toFixed(0)} s)`)
    const server = await startBenchServer({
      database: location,
      bootstrapFile,
      ...(options.profile !== undefined && { profileFolder: options.profile }),
    })
    try {
      say(`  memory after the start: ${server.residentMb().toFixed(0)} MB; load average ${loadOfMachine()}`)
      if (parts.includes('pages')) await measurePages(server, size, naive)
      if (size === sizes.at(-1)) {
        if (parts.includes('history')) await measureHistory(server, naive)
        if (parts.includes('posts')) {
          for (const posting of POSTINGS) await measurePosts(server, posting)
          await measurePagesDuringPosts(server)
        }
      }
      const memory = server.residentMb()
      const ratio = times(memory / PREDECESSOR_MEMORY_MB)
      say(
        `  most memory: ${memory.toFixed(0)} MB = ${ratio} the predecessor's ${PREDECESSOR_MEMORY_MB} MB after its start`,
      )
      say(`  load average at the end ${loadOfMachine()}`)
    } finally {
      await server.stop()
    }
  }
}

function loadOfMachine(): string {
  const [one = 0, five = 0] = loadavg()
  return `${one.toFixed(1)} (one minute), ${five.toFixed(1)} (five minutes), on ${cpus().length} cores`
}

try {
  if (databases.includes('embedded')) {
    await measure('embedded database', { kind: 'directory', directory: join(folder, 'data') })
  }
  const binaries = machinePrograms(process.env).find((program) => program.name === 'postgres')?.path
  if (databases.includes('postgres') && binaries !== undefined) {
    const postgres = await startTestPostgres(binaries)
    await measure('PostgreSQL', { kind: 'postgres', url: postgres.url }).finally(() => postgres.stop())
  }
} finally {
  closeConnections()
  rmSync(folder, { recursive: true, force: true })
}
