import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { request } from 'undici'
import { DEFECTS } from '#clouds/practice/defects.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from './command-context.ts'
import { command } from './practice-cloud.ts'

describe('siegel practice-cloud', () => {
  let directory: string
  let ending: AbortController
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'practice-cloud-'))
    ending = new AbortController()
  })
  afterEach(() => rm(directory, { recursive: true }))

  function start(...args: string[]): { output: () => string; ended: Promise<unknown> } {
    const stdout = new PassThrough()
    const chunks: string[] = []
    stdout.on('data', (chunk) => chunks.push(String(chunk)))
    const context: CommandContext = {
      clock: () => new Date('2026-11-21T12:00:00Z'),
      environment: {},
      workingDirectory: directory,
      homeDirectory: directory,
      stdin: Readable.from([]),
      stdout,
      stderr: new PassThrough(),
      signal: ending.signal,
      exit: () => undefined,
    }
    return { output: () => chunks.join(''), ended: command(context).parseAsync(args, { from: 'user' }) }
  }

  async function until(isReached: () => boolean): Promise<void> {
    while (!isReached()) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  it('runs until it is interrupted and prints where it answers and how to sign in', async () => {
    const { ended, output } = start('--defect', 'image-overdue')
    await until(() => output().includes('Ctrl-C'))
    const url = /answers at (\S+)/.exec(output())?.[1] ?? ''
    const { body, statusCode } = await request(url)
    await body.dump()
    assert.equal(statusCode, 200)
    assert.match(output(), /practice-appcred:/)
    ending.abort()
    await ended
    await assert.rejects(request(url))
  })

  it('writes the access data for its owner only, and again over its own file', async () => {
    for (const round of [1, 2]) {
      ending = new AbortController()
      const { ended, output } = start('--clouds-yaml', 'clouds.yaml')
      await until(() => output().includes('Ctrl-C'))
      const path = join(directory, 'clouds.yaml')
      assert.equal((await stat(path)).mode & 0o777, 0o600, `round ${round}`)
      const text = await readFile(path, 'utf8')
      const url = /answers at (\S+)/.exec(output())?.[1] ?? ''
      assert.ok(text.includes(url))
      const password = /password: (\S+)/.exec(text)?.[1] ?? ''
      assert.ok(password.length > 20 && !output().includes(password))
      ending.abort()
      await ended
    }
  })

  const refusals: [args: string[], code: string, sentence: string][] = [
    [['--clouds-yaml', 'own.yaml'], 'PRACTICE_CLOUDS_YAML_FOREIGN', 'the access data of another cloud in the way'],
    [['--clouds-yaml', 'no/such/clouds.yaml'], 'PRACTICE_CLOUDS_YAML_UNWRITABLE', 'a directory that does not exist'],
    [['--defect', 'image-late'], 'PRACTICE_DEFECT_UNKNOWN', 'an unknown defect'],
    [['--port', '70000'], 'PRACTICE_OPTION_INVALID', 'a port that cannot exist'],
    [['--pace', '0'], 'PRACTICE_OPTION_INVALID', 'a pace at which nothing ever happens'],
    [['--latency', '-1'], 'PRACTICE_OPTION_INVALID', 'a negative latency'],
  ]
  for (const [args, code, sentence] of refusals) {
    it(`refuses ${sentence}`, async () => {
      await writeFile(join(directory, 'own.yaml'), 'clouds: {}\n')
      await assert.rejects(
        async () => start(...args).ended,
        (error) => error instanceof CodedError && error.code === code,
      )
      assert.equal(await readFile(join(directory, 'own.yaml'), 'utf8'), 'clouds: {}\n')
    })
  }

  it('lists every defect, those of families by their parameter', async () => {
    const { ended, output } = start('--list-defects')
    await ended
    for (const { name } of DEFECTS) {
      const [family, parameter] = name.split(':')
      assert.ok(output().includes(`${family}`), name)
      if (parameter !== undefined) assert.ok(output().includes(parameter), name)
    }
  })
})
