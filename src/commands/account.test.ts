import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { newKey } from '#server/signed-reports.fixture.ts'
import { type RunningServer, startServer } from '#server/start-server.ts'
import { accountFile, PASSWORD } from '#server/test-server.fixture.ts'
import { runCommandLine } from './run-command-line.ts'

describe('siegel account key', () => {
  let directory = ''
  let server: RunningServer
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-account-'))
    const bootstrapFile = join(directory, 'bootstrap.yaml')
    await writeFile(bootstrapFile, accountFile(newKey()))
    server = await startServer({
      database: { kind: 'directory', directory: join(directory, 'data') },
      bootstrapFile,
      host: '127.0.0.1',
      port: 0,
      clock: () => new Date(),
    })
  })
  after(async () => {
    await server.close()
    await rm(directory, { recursive: true, force: true })
  })

  async function run(commandArguments: readonly string[], { user = 'chief', monitor = server.url } = {}) {
    const output = { stdout: '', stderr: '' }
    const exitCode = await runCommandLine(['account', 'key', ...commandArguments, '--monitor', monitor], {
      clock: () => new Date(),
      environment: { SIEGEL_MONITOR_USER: user, SIEGEL_MONITOR_PASSWORD: PASSWORD },
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
  const statusWith = async (key: string) =>
    (await fetch(`${server.url}/reports`, { headers: { authorization: `Bearer ${key}` } })).status

  test('a key is made, shown once, listed without itself, and ends when it is revoked', async () => {
    const made = await run(['new', 'gx-scs', '--name', 'runner', '--expires', '2100-01-01'])
    assert.equal(made.exitCode, 0, made.stderr)
    const key = made.stdout.trim()
    assert.match(key, /^siegel_[\w-]{43}$/)
    assert.equal(await statusWith(key), 200)
    const listed = await run(['list', 'gx-scs'])
    const [id = '', , end, name] = listed.stdout.trim().split('\t')
    assert.deepEqual([end, name], ['2100-01-01T00:00:00.000Z', 'runner'])
    assert.ok(!listed.stdout.includes(key))
    const revoked = await run(['revoke', 'gx-scs', id])
    assert.equal(revoked.exitCode, 0, revoked.stderr)
    assert.equal(await statusWith(key), 401)
  })

  test('a password is not sent over an open connection', async () => {
    const { exitCode, stderr } = await run(['list', 'gx-scs'], { monitor: 'http://monitor.example' })
    assert.equal(exitCode, 3)
    assert.match(stderr, /REPORT_SUBMIT_URL_REFUSED/)
  })

  const failures: readonly (readonly [title: string, commandArguments: string[], user: string, message: RegExp])[] = [
    ['without the role admin', ['new', 'gx-scs', '--name', 'x'], 'gx-scs', /answered 403.*role admin/],
    ['of an account that is not there', ['new', 'nobody', '--name', 'x'], 'chief', /answered 404: there is no account/],
    [
      'that ended before it began',
      ['new', 'gx-scs', '--name', 'x', '--expires', '2020-01-01'],
      'chief',
      /answered 400/,
    ],
    ['with an odd end', ['new', 'gx-scs', '--name', 'x', '--expires', 'soon'], 'chief', /neither a day nor a moment/],
    ['that was never made', ['revoke', 'gx-scs', '999'], 'chief', /answered 404/],
    ['of an odd number', ['revoke', 'gx-scs', '../../x'], 'chief', /answered 40[04]/],
  ]
  for (const [title, commandArguments, user, message] of failures) {
    test(`a key ${title} is refused`, async () => {
      const { exitCode, stderr, stdout } = await run(commandArguments, { user })
      assert.equal(exitCode, 3)
      assert.match(stderr, message)
      assert.equal(stdout, '')
      assert.doesNotMatch(stderr, new RegExp(PASSWORD))
    })
  }

  test('a monitor that is not there is named', async () => {
    const { exitCode, stderr } = await run(['list', 'gx-scs'], { monitor: 'http://127.0.0.1:9' })
    assert.equal(exitCode, 3)
    assert.match(stderr, /could not be reached \(ECONNREFUSED\)[\s\S]*127\.0\.0\.1:9/)
  })
})
