import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { startServer } from '#server/start-server.ts'
import { openDatabase } from '#server/storage/database.ts'
import { findStateDifferences } from '#server/storage/find-state-differences.ts'
import { accountFile, PASSWORD } from '#server/test-server.fixture.ts'
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

  const acknowledged: string[] = []
  async function upload(): Promise<boolean> {
    const document = plainReport(
      { 'scs-0102-prop-min_ram': Math.random() < 0.8 ? 1 : -1 },
      { checked_at: new Date().toISOString() },
    )
    const response = await fetch(`${server.url}/reports`, {
      method: 'POST',
      body: new Uint8Array(signed(key, [document])),
      headers: { authorization: AUTHORIZATION, 'content-type': 'application/x-signed-yaml' },
    })
    await response.body?.cancel()
    if (response.status === 200) acknowledged.push((document.run as { uuid: string }).uuid)
    return response.status === 200
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    const before = acknowledged.length
    let isOver = false
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (!isOver) if (!(await upload())) await wait(20)
    })
    await wait(200 + Math.random() * 800)
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
    const stored = (await database.selectFrom('report').select('uuid').execute()).map(({ uuid }) => uuid)
    assert.equal(new Set(stored).size, stored.length)
    assert.deepEqual(
      acknowledged.filter((uuid) => !stored.includes(uuid)),
      [],
    )
    assert.deepEqual(await findStateDifferences(database), [])
  } finally {
    await close()
  }
})
