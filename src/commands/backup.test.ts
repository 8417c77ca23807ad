import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { startServer } from '#server/start-server.ts'
import { accountFile, PASSWORD } from '#server/test-server.fixture.ts'
import { runCommandLine } from './run-command-line.ts'

describe('siegel backup and siegel restore', () => {
  const key = newKey()
  let directory = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-backup-command-'))
    await writeFile(join(directory, 'bootstrap.yaml'), accountFile(key))
  })
  after(async () => rm(directory, { recursive: true, force: true }))

  async function run(...commandArguments: string[]) {
    const output = { stdout: '', stderr: '' }
    const exitCode = await runCommandLine(commandArguments, {
      clock: () => new Date(),
      environment: { SIEGEL_MONITOR_USER: 'boss', SIEGEL_MONITOR_PASSWORD: PASSWORD },
      workingDirectory: directory,
      homeDirectory: directory,
      stdin: new PassThrough(),
      stdout: new PassThrough().on('data', (chunk) => {
        output.stdout += chunk
      }),
      stderr: new PassThrough().on('data', (chunk) => {
        output.stderr += chunk
      }),
      signal: new AbortController().signal,
    })
    return { exitCode, ...output }
  }
  const start = (data: string) =>
    startServer({
      database: { kind: 'directory', directory: join(directory, data) },
      bootstrapFile: join(directory, 'bootstrap.yaml'),
      host: '127.0.0.1',
      port: 0,
      clock: () => new Date(),
    })
  const authorization = (user: string) => `Basic ${Buffer.from(`${user}:${PASSWORD}`).toString('base64')}`

  test('a running server is asked, and what it gives makes a new one with the signed bytes', async () => {
    const body = signed(key, [plainReport({ 'scs-0102-prop-min_ram': 1 }, { checked_at: new Date().toISOString() })])
    const server = await start('first')
    let uuid = ''
    try {
      const headers = { authorization: authorization('gx-scs'), 'content-type': 'application/x-signed-yaml' }
      const answer = await fetch(`${server.url}/reports`, { method: 'POST', body: new Uint8Array(body), headers })
      uuid = answer.headers.get('siegel-report') ?? ''
      assert.equal(answer.status, 200)
      const locked = await run('backup', 'saved', '--data', 'first')
      assert.equal(locked.exitCode, 3)
      assert.match(locked.stderr, /--monitor[\s\S]*SERVER_DATA_LOCKED/)
      const made = await run('backup', 'saved', '--monitor', server.url)
      assert.equal(made.exitCode, 0, made.stderr)
      assert.match(made.stdout, /saved: whole and verified/)
      const refused = await run('backup', 'other', '--monitor', server.url, '--user', 'gx-scs')
      assert.equal(refused.exitCode, 3)
      assert.match(refused.stderr, /answered 403/)
      const audit = await fetch(`${server.url}/api/v1/audit`, { headers: { authorization: authorization('chief') } })
      assert.match(await audit.text(), /"actor":"boss","action":"backup-made"/)
    } finally {
      await server.close()
    }
    assert.equal((await stat(join(directory, 'saved'))).mode & 0o777, 0o600)
    assert.deepEqual(
      (await readdir(directory)).filter((name) => name.endsWith('.part') || name === 'other'),
      [],
    )
    const restored = await run('restore', 'saved', '--data', 'second')
    assert.equal(restored.exitCode, 0, restored.stderr)
    assert.match(restored.stdout, /the current state is what the reports give/)
    const second = await start('second')
    try {
      const headers = { authorization: authorization('gx-scs') }
      const answer = await fetch(`${second.url}/reports/${uuid}/signed`, { headers })
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), body)
    } finally {
      await second.close()
    }
  })

  test('a file that is there is not overwritten, and data that is there is not replaced without a word', async () => {
    const before = await readFile(join(directory, 'saved'))
    const again = await run('backup', 'saved', '--data', 'second')
    assert.equal(again.exitCode, 3)
    assert.match(again.stderr, /already a file[\s\S]*SUITE_FILE_UNWRITABLE/)
    assert.deepEqual(await readFile(join(directory, 'saved')), before)
    const restored = await run('restore', 'saved', '--data', 'second')
    assert.equal(restored.exitCode, 3)
    assert.match(restored.stderr, /--replace[\s\S]*BACKUP_TARGET_NOT_EMPTY/)
    assert.equal((await run('restore', 'saved', '--data', 'second', '--replace')).exitCode, 0)
    assert.equal((await run('backup', 'third', '--data', 'second')).exitCode, 0)
    const nothing = await run('backup', 'fourth', '--data', 'empty')
    assert.match(nothing.stderr, /BACKUP_DATABASE_INVALID/)
  })
})
