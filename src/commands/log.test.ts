import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { readLogKeys } from '#server/log/log-key-file.ts'
import { newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { type RunningServer, startServer } from '#server/start-server.ts'
import { accountFile, PASSWORD } from '#server/test-server.fixture.ts'
import { runCommandLine } from './run-command-line.ts'

describe('siegel log', () => {
  const key = newKey()
  let folder = ''
  let running: RunningServer | undefined
  const url = () => running?.url ?? assert.fail('no server runs')
  const start = async () => {
    running = await startServer({
      database: { kind: 'directory', directory: join(folder, 'data') },
      bootstrapFile: join(folder, 'accounts.yaml'),
      logKeyFile: join(folder, 'log-key'),
      logOrigin: 'siegel.example.org/log',
      host: '127.0.0.1',
      port: 0,
      clock: () => new Date(),
    })
  }
  const stop = async () => {
    await running?.close()
    running = undefined
  }
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'siegel-log-'))
    await writeFile(join(folder, 'accounts.yaml'), accountFile(key))
    await start()
  })
  after(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function run(...commandArguments: string[]) {
    const stdout = new PassThrough()
    const stderr = new PassThrough()
    const status = await runCommandLine(['log', ...commandArguments], {
      clock: () => new Date(),
      environment: {},
      workingDirectory: folder,
      homeDirectory: folder,
      stdin: new PassThrough(),
      stdout,
      stderr,
      signal: new AbortController().signal,
    })
    return { status, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') }
  }

  async function upload(uuid: string = randomUUID()): Promise<Buffer> {
    const run = { uuid, invocations: { one: { rc: 0, results: { 'scs-0102-prop-min_ram': 1 } } } }
    const body = signed(key, [plainReport({}, { checked_at: new Date().toISOString(), run })])
    const authorization = `Basic ${Buffer.from(`gx-scs:${PASSWORD}`).toString('base64')}`
    const headers = { authorization, 'content-type': 'application/x-signed-yaml' }
    const response = await fetch(`${url()}/reports`, { method: 'POST', body: new Uint8Array(body), headers })
    assert.equal(response.status, 200)
    return body.subarray(body.indexOf('&') + 1)
  }

  const publicKey = () => readLogKeys(join(folder, 'log-key'))[0]?.verifierKey ?? assert.fail()

  test('verify goes from one checkpoint to the next, finds a report, and keeps a copy that verifies offline', async () => {
    await writeFile(join(folder, 'report.yaml'), await upload())
    const log = `${url()}/log`
    const first = await run('verify', log, '--checkpoint', 'seen', '--report', 'report.yaml', '--save', 'copy')
    assert.equal(first.status, 0, first.stderr)
    assert.match(first.stdout, /^siegel\.example\.org\/log: \d+ entries verified/)
    assert.match(first.stdout, /report\.yaml is entry \d+, logged /)
    assert.match(first.stderr, /the keys are those that the log itself publishes/)
    await upload()
    const second = await run('verify', log, '--checkpoint', 'seen', '--key', publicKey())
    assert.equal(second.status, 0, second.stderr)
    assert.match(second.stdout, /the first \d+ are those of the earlier checkpoint/)
    const offline = await run('verify', 'copy', '--key', publicKey())
    assert.equal(offline.status, 0, offline.stderr)
    const back = await run('verify', 'copy', '--checkpoint', 'seen', '--key', publicKey())
    assert.equal(back.status, 1)
    assert.match(back.stderr, /NOT VERIFIED.*\n.*LOG_SHRUNK/)
  })

  test('verify says with 1 that a report is not in the log, and with 3 that there is no log', async () => {
    await writeFile(join(folder, 'other.yaml'), 'other')
    const missing = await run('verify', `${url()}/log`, '--key', publicKey(), '--report', 'other.yaml')
    assert.equal(missing.status, 1)
    assert.match(missing.stderr, /LOG_REPORT_MISSING/)
    assert.equal((await run('verify', `${url()}/nothing`, '--key', publicKey())).status, 3)
    assert.equal((await run('verify', `${url()}/log`, '--key', publicKey(), '--most-megabytes', '0')).status, 3)
    assert.equal((await run('verify', `${url()}/log`, '--key', 'a+b+c')).status, 3)
  })

  test('verify-proof verifies offline what the API shows, and nothing that was altered', async () => {
    const uuid = randomUUID()
    const bytes = await upload(uuid)
    await writeFile(join(folder, 'proved.yaml'), bytes)
    const found = await fetch(`${url()}/api/v1/reports/${uuid}`)
    const { log } = (await found.json()) as { log: { proof: string } }
    await writeFile(join(folder, 'proof'), log.proof)
    const proved = await run('verify-proof', 'proof', '--key', publicKey(), '--report', 'proved.yaml')
    assert.equal(proved.status, 0, proved.stderr)
    assert.ok(proved.stdout.includes(createHash('sha256').update(bytes).digest('hex')))
    assert.equal((await run('verify-proof', 'proof', '--key', publicKey(), '--report', 'accounts.yaml')).status, 1)
    for (const [from, to] of [
      ['index ', 'index 1'],
      ['extra ', 'extra AA'],
      ['log\n', 'log2\n'],
    ] as const) {
      await writeFile(join(folder, 'altered'), log.proof.replace(from, to))
      assert.equal((await run('verify-proof', 'altered', '--key', publicKey())).status, 1, from)
    }
  })

  test('a witness cosigns what has grown, and its checkpoint serves verify; it refuses what was rolled back', async () => {
    const { stdout: witnessKey } = await run('new-key', 'witness-key', '--name', 'witness.example.org', '--for-witness')
    assert.equal((await stat(join(folder, 'witness-key'))).mode & 0o777, 0o600)
    const options = ['--key-file', 'witness-key', '--state', 'witnessed', '--key', publicKey()]
    await run('verify', `${url()}/log`, '--key', publicKey(), '--save', 'before')
    const first = await run('witness', `${url()}/log`, ...options)
    assert.equal(first.status, 0, first.stderr)
    await upload()
    const second = await run('witness', `${url()}/log`, ...options)
    assert.equal(second.status, 0, second.stderr)
    await writeFile(join(folder, 'cosigned'), second.stdout)
    const verify = ['verify', `${url()}/log`, '--key', publicKey(), '--checkpoint', 'cosigned', '--witness']
    assert.equal((await run(...verify, witnessKey.trim())).status, 0)
    assert.equal(await readFile(join(folder, 'cosigned'), 'utf8'), second.stdout)
    const other = await run('new-key', 'other-key', '--name', 'other.example.org', '--for-witness')
    assert.equal((await run(...verify, other.stdout.trim())).status, 1)
    const rolledBack = await run('witness', 'before', ...options)
    assert.equal(rolledBack.status, 1)
    assert.match(rolledBack.stderr, /LOG_SHRUNK/)
  })

  test('a rotated key signs together with the old one until that is ended; a foreign key is refused', async () => {
    const old = publicKey()
    const rotated = await run('rotate-key', 'log-key')
    const [next = ''] = rotated.stdout.split('\n')
    assert.notEqual(next, old)
    await stop()
    await start()
    for (const signer of [old, next]) {
      assert.equal((await run('verify', `${url()}/log`, '--checkpoint', 'seen', '--key', signer)).status, 0)
    }
    await run('rotate-key', 'log-key', '--end')
    await stop()
    await start()
    assert.equal((await run('verify', `${url()}/log`, '--checkpoint', 'seen', '--key', next)).status, 0)
    assert.equal((await run('verify', `${url()}/log`, '--key', old)).status, 1)
    await stop()
    const mine = await readFile(join(folder, 'log-key'))
    await rm(join(folder, 'log-key'))
    await assert.rejects(start(), { code: 'LOG_KEY_UNKNOWN' })
    await writeFile(join(folder, 'log-key'), mine)
    await chmod(join(folder, 'log-key'), 0o644)
    await assert.rejects(start(), { code: 'LOG_KEY_INVALID' })
    await chmod(join(folder, 'log-key'), 0o600)
    await start()
  })
})
