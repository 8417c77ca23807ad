import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { seededRandom } from '#evaluation/seeded-random.fixture.ts'
import { splitSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { verifySignature } from '#report/ssh-signature/verify-signature.ts'
import { parseTilePath } from '#transparency/tile.ts'
import { verifyLog } from '#transparency/verifier.ts'
import { newLogKey } from './log/log-key-file.ts'
import { createTransparencyLog } from './log/transparency-log.ts'
import { newKey, plainReport, signed } from './signed-reports.fixture.ts'
import { type Database, openDatabase } from './storage/database.ts'
import { describeOnEachDatabase } from './storage/each-database.fixture.ts'
import { findStateDifferences } from './storage/find-state-differences.ts'
import { migrate } from './storage/migrate.ts'
import { accountFile, PASSWORD } from './test-server.fixture.ts'

const ROUNDS = Number(process.env.SIEGEL_CRASH_ROUNDS ?? 2)
const CLIENTS = 8
const MODULE = new URL('./start-server.ts', import.meta.url).href
const AUTHORIZATION = `Basic ${Buffer.from(`robot:${PASSWORD}`).toString('base64')}`
/** When the server is killed; the most often while it takes reports in. */
const PHASES = ['upload', 'stop', 'upload', 'start', 'upload'] as const
const LONGEST_START_MS = 2_500
const LONGEST_STOP_MS = 200
const TESTCASES = ['scs-0102-prop-min_ram', 'scs-0102-prop-min_disk', 'scs-0116-presence']

interface Upload {
  readonly uuids: readonly string[]
  readonly body: Buffer
}

describeOnEachDatabase('a server that is killed during a bulk upload', (location) => {
  const key = newKey()
  const random = seededRandom(Number(process.env.SIEGEL_CRASH_SEED ?? 7))
  let directory = ''
  let bootstrapFile = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-crash-'))
    bootstrapFile = join(directory, 'bootstrap.yaml')
    await writeFile(bootstrapFile, accountFile(key))
  })
  after(async () => rm(directory, { recursive: true, force: true }))

  /** One to three reports of one of two subjects, some of them late. */
  function makeUpload(): Upload {
    const documents = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      plainReport(Object.fromEntries(TESTCASES.map((id) => [id, random() < 0.8 ? 1 : random() < 0.5 ? -1 : 0])), {
        subject: random() < 0.5 ? 'gx-scs' : 'foreign',
        checked_at: new Date(Date.now() - Math.floor(random() * 20) * 3_600_000).toISOString(),
      }),
    )
    return {
      uuids: documents.map(({ run }) => (run as { uuid: string }).uuid),
      body: signed(key, documents),
    }
  }

  function startChild(): { readonly process: ChildProcess; readonly url: Promise<string> } {
    const options = JSON.stringify({ database: location(), bootstrapFile, host: '127.0.0.1', port: 0 })
    const code = `const { startServer } = await import(${JSON.stringify(MODULE)})
      const server = await startServer({ ...${options}, clock: () => new Date() })
      process.once('SIGTERM', () => server.close())
      console.log(server.url)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    const url = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
    return { process: child, url }
  }

  /** The real program, on what is stored; files go to it as they lie in the database. */
  async function verifyWithSshKeygen(bodies: readonly Uint8Array[]): Promise<void> {
    const allowed = join(directory, 'allowed_signers')
    await writeFile(allowed, `robot ssh-ed25519 ${key.publicKey.toString('base64')}\n`)
    const signature = join(directory, 'signature')
    for (const body of bodies) {
      const { armoured, report } = splitSignedBody(body)
      await writeFile(signature, armoured)
      const options = ['-Y', 'verify', '-f', allowed, '-I', 'robot', '-n', 'report', '-s', signature]
      const { status, stderr } = spawnSync('ssh-keygen', options, { input: report })
      assert.equal(status, 0, String(stderr))
    }
  }

  test(`has every acknowledged report after ${ROUNDS} rounds: byte for byte, verifiable, once, with the right state`, async (context) => {
    const acknowledged: Upload[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const phase = PHASES[round % PHASES.length] ?? 'upload'
      const server = startChild()
      const ended = once(server.process, 'exit')
      if (phase === 'start') {
        await wait(random() * LONGEST_START_MS)
        server.process.kill('SIGKILL')
        await ended
        continue
      }
      const url = await server.url
      const client = async () => {
        while (server.process.signalCode === null) {
          const upload = makeUpload()
          if (!(await isAcknowledged(url, upload))) return
          acknowledged.push(upload)
        }
      }
      const before = acknowledged.length
      const clients = Array.from({ length: CLIENTS }, client)
      // On a busy machine the first upload takes its time, and a kill before it would show nothing.
      for (let attempt = 0; attempt < 600 && acknowledged.length === before; attempt += 1) await wait(20)
      await wait(random() * 900)
      if (phase === 'stop') {
        server.process.kill('SIGTERM')
        await wait(random() * LONGEST_STOP_MS)
      }
      server.process.kill('SIGKILL')
      await Promise.all([...clients, ended])
    }
    context.diagnostic(`${acknowledged.length} acknowledged uploads in ${ROUNDS} rounds`)
    assert.ok(acknowledged.length >= ROUNDS, `${acknowledged.length} acknowledged uploads`)

    const { database, close } = await openDatabase(location())
    try {
      await migrate(database, new Date())
      const rows = await database
        .selectFrom('report')
        .innerJoin('submission', 'submission.id', 'report.submission_id')
        .select(['uuid', 'body', 'signed_sha256'])
        .execute()
      const stored = new Map(rows.map((row) => [row.uuid, row]))
      assert.equal(stored.size, rows.length, 'a report is there twice')
      for (const { uuids, body } of acknowledged) {
        for (const uuid of uuids) assert.deepEqual(Buffer.from(stored.get(uuid)?.body ?? []), body, uuid)
      }
      const allowedKeys = [{ keyType: 'ssh-ed25519', keyBody: key.publicKey.toString('base64'), name: 'test' }]
      for (const { body, signed_sha256 } of rows) {
        const { armoured, report: bytes } = splitSignedBody(body)
        verifySignature({ bytes, armoured, namespace: 'report', allowedKeys, at: new Date() })
        assert.equal(createHash('sha256').update(bytes).digest('hex'), signed_sha256)
      }
      await verifyWithSshKeygen(rows.map(({ body }) => body))
      assert.deepEqual(await findStateDifferences(database), [])
      await assertLogged(database, [...stored.keys()])
    } finally {
      await close()
    }
  })
})

/** Every stored report has one entry, no other entry is of a report, and the log verifies. */
async function assertLogged(database: Database, uuids: readonly string[]): Promise<void> {
  const key = newLogKey()
  const log = createTransparencyLog(database, [key])
  const { size, counts } = await verifyLog({
    read: async (path) => {
      const tile = parseTilePath(path)
      return tile ? log.readTile(tile) : Buffer.from(await log.checkpoint())
    },
    keys: [key.verifierKey],
    at: new Date(),
  })
  const entries = await database
    .selectFrom('log_entry')
    .select('report_uuid')
    .where('report_uuid', 'is not', null)
    .execute()
  assert.deepEqual(entries.map(({ report_uuid }) => report_uuid).toSorted(), uuids.toSorted())
  assert.equal(counts.report, uuids.length)
  assert.equal(size, uuids.length + (counts.evaluation ?? 0))
}

async function isAcknowledged(url: string, { body }: Upload): Promise<boolean> {
  try {
    const response = await fetch(`${url}/reports`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { authorization: AUTHORIZATION, 'content-type': 'application/x-signed-yaml' },
    })
    return response.status === 200
  } catch {
    return false
  }
}
