import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, afterEach, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { CommandContext } from './command-context.ts'
import { runCommandLine } from './run-command-line.ts'

async function untilMatch(text: () => string, pattern: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const match = pattern.exec(text())
    if (match) return match[1] ?? match[0]
    await wait(50)
  }
  throw new Error(`${pattern} did not appear in: ${text()}`)
}

describe('siegel serve', () => {
  let directory = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-serve-'))
  })
  after(async () => rm(directory, { recursive: true, force: true }))

  /** A test that fails must not leave a server behind, which would keep the process. */
  const running: { readonly interruption: AbortController; readonly exitCode: Promise<number> }[] = []
  afterEach(async () => {
    for (const { interruption } of running) interruption.abort()
    await Promise.all(running.map(({ exitCode }) => exitCode))
    running.length = 0
  })

  function run(...commandArguments: readonly string[]) {
    const interruption = new AbortController()
    const output = { stdout: '', stderr: '' }
    const stdout = new PassThrough().on('data', (chunk) => {
      output.stdout += chunk
    })
    const stderr = new PassThrough().on('data', (chunk) => {
      output.stderr += chunk
    })
    const context: Omit<CommandContext, 'exit'> = {
      clock: () => new Date('2026-11-21T07:00:00Z'),
      environment: {},
      workingDirectory: directory,
      homeDirectory: directory,
      stdin: new PassThrough(),
      stdout,
      stderr,
      signal: interruption.signal,
    }
    const exitCode = runCommandLine(['serve', ...commandArguments], context)
    running.push({ interruption, exitCode })
    return { output, exitCode, interruption }
  }

  test('it serves until it is told to stop, and loads the account file again on SIGHUP', async () => {
    const file = join(directory, 'bootstrap.yaml')
    await writeFile(file, 'accounts:\n  - subject: cloud-of-the-test\n')
    const { output, exitCode, interruption } = run(
      ...['--data', 'data', '--bootstrap', 'bootstrap.yaml', '--listen', '127.0.0.1:0'],
    )
    const url = await untilMatch(() => output.stdout, /siegel listens on (\S+)/)
    const table = await (await fetch(`${url}/page/table`)).text()
    assert.match(table, /cloud-of-the-test/)
    assert.match(table, /As of 2026-11-21 07:00 UTC/)
    await writeFile(file, 'accounts:\n  - subject: 5\n')
    process.kill(process.pid, 'SIGHUP')
    await untilMatch(() => output.stderr, /bootstrap\.yaml:2:5: accounts\.0\.subject[\s\S]*stay as they were/)
    assert.match(await (await fetch(`${url}/page/table`)).text(), /cloud-of-the-test/)
    await writeFile(file, 'accounts:\n  - subject: another-cloud\n')
    process.kill(process.pid, 'SIGHUP')
    await untilMatch(() => output.stderr, /1 accounts loaded/)
    assert.match(await (await fetch(`${url}/page/table`)).text(), /another-cloud/)
    interruption.abort()
    assert.equal(await exitCode, 0)
    await assert.rejects(fetch(url))
  })

  test('a password among the arguments is refused and not repeated', async () => {
    const { output, exitCode } = run('--database', 'postgres://siegel:hunter2@db/siegel')
    assert.equal(await exitCode, 3)
    assert.match(output.stderr, /SERVER_CONFIGURATION_WRONG/)
    assert.doesNotMatch(output.stderr, /hunter2/)
  })

  test('a faulty account file prevents the start and is named with line and column', async () => {
    await writeFile(join(directory, 'faulty.yaml'), 'accounts:\n  - subjekt: a\n')
    const { output, exitCode } = run('--data', 'other', '--bootstrap', 'faulty.yaml')
    assert.equal(await exitCode, 3)
    assert.match(output.stderr, /faulty\.yaml:2:5/)
  })
})
