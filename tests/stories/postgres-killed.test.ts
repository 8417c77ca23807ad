import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { splitSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { startServer } from '#server/start-server.ts'
import { openDatabase } from '#server/storage/database.ts'
import { findStateDifferences } from '#server/storage/find-state-differences.ts'
import { accountFile, PASSWORD } from '#server/test-server.fixture.ts'
import { sshKeygen } from '#suite/ssh-keygen.fixture.ts'
import { machinePrograms } from '../../tools/machine-programs.ts'
import { startTestPostgres } from '../../tools/postgres-for-tests.ts'

const ROUNDS = Number(process.env.SIEGEL_CRASH_ROUNDS ?? 1)
const CLIENTS = 4
const AUTHORIZATION = `Basic ${Buffer.from(`gx-scs:${PASSWORD}`).toString('base64')}`
const binaries = machinePrograms(process.env).find(({ name }) => name === 'postgres')?.path
const skip = binaries === undefined && 'PostgreSQL is not installed: npm run setup'

test(`PostgreSQL killed in mid-upload ${ROUNDS} times loses no acknowledged report, and the monitor goes on`, {
  skip,
}, async (context) => {
  const postgres = await startTestPostgres(binaries ?? '')
  const directory = await mkdtemp(join(tmpdir(), 'siegel-killed-'))
  const key = newKey()
  const bootstrapFile = join(directory, 'bootstrap.yaml')
  await writeFile(bootstrapFile, accountFile(key))
  const location = { kind: 'postgres', url: postgres.url } as const
  const server = await startServer({
    database: location,
    bootstrapFile,
    host: '127.0.0.1',
    port: 0,
    clock: () => new Date(),
  })
  context.after(async () => {
    await server.close()
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  })

  const acknowledged: { readonly uuid: string; readonly body: Buffer }[] = []
  async function upload(): Promise<boolean> {
    const document = plainReport(
      { 'scs-0102-prop-min_ram': Math.random() < 0.8 ? 1 : -1 },
      { checked_at: new Date().toISOString() },
    )
    const body = signed(key, [document])
    const response = await fetch(`${server.url}/reports`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { authorization: AUTHORIZATION, 'content-type': 'application/x-signed-yaml' },
    })
    await response.body?.cancel()
    if (response.status === 200) acknowledged.push({ uuid: (document.run as { uuid: string }).uuid, body })
    return response.status === 200
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    const before = acknowledged.length
    let isOver = false
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (!isOver) if (!(await upload())) await wait(20)
    })
    // On a busy machine the first upload takes its time, and a kill before it would show nothing.
    for (let attempt = 0; attempt < 600 && acknowledged.length === before; attempt += 1) await wait(50)
    await wait(Math.random() * 1_000)
    await postgres.crash()
    const revived = acknowledged.length
    for (let attempt = 0; attempt < 200 && acknowledged.length === revived; attempt += 1) await wait(50)
    isOver = true
    await Promise.all(clients)
    assert.ok(
      revived > before && acknowledged.length > revived,
      `round ${round}: ${before}, ${revived}, ${acknowledged.length}`,
    )
  }

  const { database, close } = await openDatabase(location)
  try {
    const rows = await database
      .selectFrom('report')
      .innerJoin('submission', 'submission.id', 'report.submission_id')
      .select(['uuid', 'body'])
      .execute()
    const stored = new Map(rows.map(({ uuid, body }) => [uuid, Buffer.from(body)]))
    assert.equal(stored.size, rows.length)
    const allowed = join(directory, 'allowed_signers')
    await writeFile(allowed, `cloud ssh-ed25519 ${key.publicKey.toString('base64')}\n`)
    const signature = join(directory, 'signature')
    for (const { uuid, body } of acknowledged) {
      assert.deepEqual(stored.get(uuid), body)
      const { armoured, report } = splitSignedBody(body)
      await writeFile(signature, armoured)
      sshKeygen(['-Y', 'verify', '-f', allowed, '-I', 'cloud', '-n', 'report', '-s', signature], report)
    }
    context.diagnostic(`${acknowledged.length} acknowledged reports`)
    assert.deepEqual(await findStateDifferences(database), [])
  } finally {
    await close()
  }
})
