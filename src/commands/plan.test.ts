import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { PLAN_FORMATS } from '#replay/plan-outputs/write-plan.ts'
import type { ErrorCode } from '#vocabulary/error-codes.ts'
import type { CommandContext, ExitCode } from './command-context.ts'
import { command } from './plan.ts'

describe('siegel plan', () => {
  let folder: string
  let path: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'siegel-plan-'))
    path = join(folder, 'facts.json')
    const observedAt = '2026-08-09T00:00:00.000Z'
    const providedImages = [
      healthyImage({ hw_rng_model: 'none' }),
      healthyImage({ id: 'i2', os_hash_algo: 'md5', os_purpose: 'minimal' }),
    ]
    const facts = { providedImages: { ok: true, value: providedImages, observedAt } }
    const document = {
      format: 1,
      subject: 'x',
      scopeUuid: 'x',
      checkedAt: observedAt,
      suiteVersion: '1',
      evidenceSalt: '0'.repeat(64),
      facts,
    }
    await writeFile(path, JSON.stringify(document))
  })
  after(() => rm(folder, { recursive: true }))

  async function run(...args: string[]): Promise<{ stdout: string; stderr: string; exitCode: ExitCode }> {
    return runAnswering(undefined, args)
  }

  /** `answer` is what somebody types at a terminal; undefined: nobody is there. */
  async function runAnswering(
    answer: string | undefined,
    args: readonly string[],
  ): Promise<{ stdout: string; stderr: string; exitCode: ExitCode }> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()]
    let exitCode: ExitCode = 0
    const context: CommandContext = {
      clock: () => new Date('2026-08-12T00:00:00Z'),
      environment: {},
      workingDirectory: folder,
      homeDirectory: folder,
      stdin: Object.assign(Readable.from(answer === undefined ? [] : [answer]), { isTTY: answer !== undefined }),
      stdout,
      stderr,
      signal: new AbortController().signal,
      exit: (code) => {
        exitCode = code
      },
    }
    await command(context).parseAsync([path, ...args], { from: 'user' })
    const text = (stream: PassThrough) => String(stream.read() ?? '')
    return { stdout: text(stdout), stderr: text(stderr), exitCode }
  }

  const ONLY = ['--testcase', 'scs-0102-prop-h*']

  test('prints a script with the step that helps and what a person has to do', async () => {
    const { stdout, exitCode } = await run(...ONLY)
    assert.match(stdout, /^openstack image set --property hw_rng_model=virtio 6f1d4c2e-/m)
    assert.match(stdout, /^# - scs-0102-prop-hash_algo: image Ubuntu 24\.04\. /m)
    assert.equal(exitCode, 0)
  })

  for (const format of PLAN_FORMATS) {
    test(`prints the plan in the format ${format}`, async () => {
      const { stdout } = await run(...ONLY, '--format', format)
      assert.match(stdout, /1 step turns 1 testcase green|"turnsGreen"/)
    })
  }

  test('says with --verify what turned green', async () => {
    const { stderr, exitCode } = await run(...ONLY, '--verify')
    assert.match(stderr, /turned green: scs-0102-prop-hw_rng_model\n.*does exactly what it says/s)
    assert.equal(exitCode, 0)
  })

  test('has the verification in JSON', async () => {
    const { stdout } = await run(...ONLY, '--verify', '--format', 'json')
    const { verification, steps, byHand } = JSON.parse(stdout)
    assert.deepEqual([verification.isExact, steps.length, byHand.length], [true, 1, 1])
  })

  const refusals: readonly [name: string, args: readonly string[], code: ErrorCode][] = [
    ['to apply without the cloud of an administrator', ['--apply'], 'SUITE_OPTION_INVALID'],
    ['a cloud without --apply', ['--os-cloud', 'admin'], 'SUITE_OPTION_INVALID'],
    ['to apply without an answer', [...ONLY, '--apply', '--os-cloud', 'admin'], 'SUITE_OPTION_INVALID'],
    [
      'to apply to a cloud that is not configured',
      [...ONLY, '--apply', '--os-cloud', 'admin', '--yes'],
      'CLOUDS_CONFIG_NOT_FOUND',
    ],
    ['a day that is none', ['--date', 'yesterday'], 'SUITE_OPTION_INVALID'],
  ]
  for (const [name, args, code] of refusals) {
    test(`refuses ${name}`, async () => {
      await assert.rejects(run(...args), { name: 'CodedError', code })
    })
  }

  describe('with the cloud of an administrator', () => {
    const APPLY = [...ONLY, '--apply', '--os-cloud', 'admin']
    before(() => {
      // Port 9 (discard) of this machine: nobody answers there.
      const auth = { auth_url: 'http://127.0.0.1:9/v3', username: 'a', password: 'b', project_name: 'c' }
      const clouds = { admin: { auth: { ...auth, user_domain_name: 'd', project_domain_name: 'd' } } }
      return writeFile(join(folder, 'clouds.yaml'), JSON.stringify({ clouds }))
    })

    for (const answer of ['no\n', '\n', 'yes please\n']) {
      test(`changes nothing after the answer ${JSON.stringify(answer)}`, async () => {
        const { stderr, exitCode } = await runAnswering(answer, APPLY)
        assert.match(
          stderr,
          /To be changed in the cloud admin \(http:\/\/127\.0\.0\.1:9\/v3\):\n {2}step-01: set properties/,
        )
        assert.match(stderr, /The facts are 3 days old/)
        assert.match(stderr, /Nothing was changed/)
        assert.equal(exitCode, 2)
      })
    }

    test('asks the cloud after the answer yes', async () => {
      await assert.rejects(runAnswering('yes\n', APPLY), { name: 'CloudError', code: 'CLOUDS_UNREACHABLE' })
    })
  })
})
