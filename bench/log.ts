/**
 * How fast entries are appended to the transparency log on PostgreSQL, against plain rows in the audit log in the same
 * transactions; what the log adds to storing reports; how fast a whole log is verified. Usage: node bench/log.ts
 */
import { createHash, randomUUID } from 'node:crypto'
import { cpus, loadavg } from 'node:os'
import { parseReports } from '#report/parse-reports.ts'
import { serialiseReport } from '#report/serialise-report.ts'
import { newLogKey } from '#server/log/log-key-file.ts'
import { createTransparencyLog } from '#server/log/transparency-log.ts'
import { plainReport } from '#server/signed-reports.fixture.ts'
import { appendToLog, type LogAct } from '#server/storage/append-to-log.ts'
import { recordAudits } from '#server/storage/audit.ts'
import { type Database, openDatabase } from '#server/storage/database.ts'
import { insertNewSubmissions, type Submission } from '#server/storage/insert-submission.ts'
import { migrate } from '#server/storage/migrate.ts'
import { parseTilePath } from '#transparency/tile.ts'
import { verifyLog } from '#transparency/verifier.ts'
import { machinePrograms } from '../tools/machine-programs.ts'
import { startTestPostgres } from '../tools/postgres-for-tests.ts'

const SECONDS = 2
const AT = new Date()
const RESULTS = 45

const say = (line: string) => process.stdout.write(`${line}\n`)
const digest = () => createHash('sha256').update(randomUUID()).digest('hex')
const act = (): LogAct => ({ kind: 'report', at: AT, digest: digest(), reportUuid: randomUUID() })
const audit = () => ({ at: AT, actor: 'bench', action: 'reports-accepted' as const, about: { uuids: [digest()] } })
const listOf = <Item>(count: number, make: () => Item) => Array.from({ length: count }, make)

/** Transactions one after the other from some writers; things per second. */
async function rate(writers: number, each: number, write: () => Promise<unknown>): Promise<number> {
  let count = 0
  const startedAt = performance.now()
  await Promise.all(
    listOf(writers, async () => {
      while (performance.now() - startedAt < SECONDS * 1_000) {
        await write()
        count += each
      }
    }),
  )
  return (count * 1_000) / (performance.now() - startedAt)
}

function submission(subject: string, minute: number): Submission {
  const results = Object.fromEntries(listOf(RESULTS, () => '').map((_, index) => [`scs-0102-prop-bench${index}`, 1]))
  const checkedAt = new Date(AT.getTime() - 86_400_000 + minute * 60_000).toISOString()
  const run = { uuid: randomUUID(), invocations: { one: { rc: 0, results } } }
  const body = serialiseReport(plainReport({}, { subject, checked_at: checkedAt, run }), 'json')
  return {
    body,
    mediaType: 'application/x-signed-json',
    signedSha256: createHash('sha256').update(body).digest('hex'),
    key: { keyType: 'ssh-ed25519', keyBody: 'AAAA' },
    receivedAt: AT,
    submittedBy: subject,
    reports: parseReports(body, 'json', AT),
  }
}

async function measureAppending(database: Database): Promise<void> {
  for (const [writers, each] of [
    [1, 1],
    [8, 1],
    [1, 32],
    [4, 32],
  ] as const) {
    const plain = await rate(writers, each, () =>
      database.transaction().execute((transaction) => recordAudits(transaction, listOf(each, audit))),
    )
    const logged = await rate(writers, each, () =>
      database.transaction().execute((transaction) => appendToLog(transaction, listOf(each, act))),
    )
    const ratio = (logged / plain).toFixed(2)
    say(
      `  ${writers} writers, ${each} per transaction: ${logged.toFixed(0)} entries/s = ${ratio} × rows of the audit log (${plain.toFixed(0)}/s)`,
    )
  }
}

/** The log's part of a transaction that stores 32 reports, one after the other so that nothing else is in the times. */
async function measureStoring(database: Database): Promise<void> {
  const storing: number[] = []
  const appending: number[] = []
  for (let minute = 0; minute < 20; minute += 1) {
    const batch = Array.from({ length: 32 }, (_, index) => submission(`bench-${index}`, minute))
    let startedAt = performance.now()
    if (!(await insertNewSubmissions(database, batch))) throw new Error('not stored')
    storing.push(performance.now() - startedAt)
    await database.transaction().execute(async (transaction) => {
      startedAt = performance.now()
      await appendToLog(transaction, listOf(32, act))
      appending.push(performance.now() - startedAt)
    })
  }
  const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
  const [store, append] = [median(storing), median(appending)]
  say(
    `  32 reports of ${RESULTS} results in one transaction: ${store.toFixed(1)} ms, of which the log ${append.toFixed(1)} ms = ${((append / store) * 100).toFixed(1)} %`,
  )
}

async function measureVerifying(database: Database): Promise<void> {
  const key = newLogKey()
  const log = createTransparencyLog(database, [key])
  let startedAt = performance.now()
  const checkpoint = await log.checkpoint()
  const computing = performance.now() - startedAt
  startedAt = performance.now()
  const { size } = await verifyLog({
    read: async (path) => {
      const tile = parseTilePath(path)
      return tile ? log.readTile(tile) : Buffer.from(checkpoint)
    },
    keys: [key.verifierKey],
    at: AT,
  })
  const verifying = performance.now() - startedAt
  const perSecond = (ms: number) => `${((size * 1_000) / ms).toFixed(0)}/s`
  say(
    `  tree of ${size} entries computed at ${perSecond(computing)}, verified from the database at ${perSecond(verifying)}`,
  )
}

const binaries = machinePrograms(process.env).find((program) => program.name === 'postgres')?.path
if (binaries === undefined) throw new Error('PostgreSQL is not installed: npm run setup')
const postgres = await startTestPostgres(binaries)
try {
  say(`PostgreSQL; load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`)
  const { database, close } = await openDatabase({ kind: 'postgres', url: postgres.url })
  try {
    await migrate(database, AT)
    await measureStoring(database)
    await measureAppending(database)
    await measureVerifying(database)
  } finally {
    await close()
  }
} finally {
  await postgres.stop()
}
