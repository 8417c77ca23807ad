import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { insertOldReport, makePredecessorTables } from '#server/predecessor/predecessor-database.fixture.ts'
import { makePlaces } from '#server/storage/each-database.fixture.ts'
import { runCommandLine } from './run-command-line.ts'

const skip = !process.env.SIEGEL_TEST_POSTGRES_URL && 'SIEGEL_TEST_POSTGRES_URL names no server'

describe('siegel import-monitor', () => {
  const places = makePlaces()
  let directory = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-import-'))
  })
  after(async () => {
    await places.remove()
    await rm(directory, { recursive: true, force: true })
  })

  async function run(commandArguments: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const output = { stdout: '', stderr: '' }
    const exitCode = await runCommandLine(['import-monitor', ...commandArguments], {
      clock: () => new Date('2026-11-21T07:00:00Z'),
      environment,
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

  test('says what it took over, and lists what it could not; the address may come from the environment', {
    skip,
  }, async () => {
    const found = (await places.emptyOnes()).find(({ kind }) => kind === 'postgres')
    assert.ok(found?.kind === 'postgres')
    const client = new pg.Client({ connectionString: found.url })
    await client.connect()
    await makePredecessorTables(client)
    await insertOldReport(client, { uuid: randomUUID() })
    for (let index = 0; index < 60; index += 1)
      await insertOldReport(client, { uuid: randomUUID(), checkedAt: '9999-12-31' })
    await client.end()
    const { exitCode, stdout, stderr } = await run(['--data', 'data', '--problems', 'problems'], {
      SIEGEL_IMPORT_URL: found.url,
    })
    assert.equal(exitCode, 0, stderr)
    assert.match(stdout, /taken over: 0 accounts, 1 reports with 1 results and 0 remarks.*lost: 60, changed: 0/)
    assert.match(stderr, /lost: report 2 .*in the future[\s\S]*and 10 more/)
    const lines = (await readFile(join(directory, 'problems'), 'utf8')).trim().split('\n')
    assert.equal(lines.length, 60)
    const url = new URL(found.url)
    url.password = 'hunter2'
    const again = await run([url.href, '--data', 'data'])
    assert.match(again.stdout, /taken over: 0 accounts, 0 reports.*there already: 1 reports/)
    assert.match(again.stderr, /the URL holds a password/)
    assert.doesNotMatch(again.stderr + again.stdout, /hunter2/)
  })

  const failures: readonly (readonly [title: string, url: string, code: RegExp])[] = [
    ['without an address', '', /SERVER_CONFIGURATION_WRONG/],
    ['with another kind of address', 'https://user:hunter2@host/x', /SERVER_CONFIGURATION_WRONG/],
    ['with a server that does not answer', 'postgres://user:hunter2@127.0.0.1:1/x', /IMPORT_SOURCE_UNREACHABLE/],
  ]
  for (const [title, url, code] of failures) {
    test(`it fails ${title}, and repeats no password`, async () => {
      const { exitCode, stderr } = await run(['--data', 'other'], { SIEGEL_IMPORT_URL: url })
      assert.equal(exitCode, 3)
      assert.match(stderr, code)
      assert.doesNotMatch(stderr, /hunter2/)
    })
  }
})
