import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { PracticeCloud } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { runSiegel, type SiegelOutcome } from '../run-siegel.ts'

const clock = () => new Date()
const folder = mkdtempSync(join(tmpdir(), 'siegel-bad-input-'))
let cloud: PracticeCloud

before(async () => {
  cloud = await startPracticeCloud({ clock })
  writeFileSync(join(folder, 'clouds.yaml'), cloud.cloudsYaml('practice'))
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(join(folder, 'key'), key, { mode: 0o600 })
})

after(async () => {
  await cloud.stop()
  rmSync(folder, { recursive: true })
})

function check(...more: string[]): Promise<SiegelOutcome> {
  return checkWith({}, ...more)
}

function checkWith(environment: Record<string, string>, ...more: string[]): Promise<SiegelOutcome> {
  return runSiegel(['check', 'iaas', '--subject', 'practice', '--os-cloud', 'practice', '--quiet', ...more], {
    directory: folder,
    environment,
  })
}

function assertRefused(outcome: SiegelOutcome, code: string, ...patterns: RegExp[]): void {
  assert.equal(outcome.exitCode, 3, outcome.stdout + outcome.stderr)
  assert.match(outcome.stderr, new RegExp(`code:  ${code} `))
  assert.match(outcome.stderr, /to do: \S/)
  assert.doesNotMatch(outcome.stderr, /\n\s+at /, 'a stack trace is nothing for a user')
  for (const pattern of patterns) assert.match(outcome.stderr, pattern)
}

describe('a check with something wrong on its command line or in its files', () => {
  test('a cloud that clouds.yaml does not know', async () => {
    assertRefused(await check('--os-cloud', 'nowhere'), 'CLOUDS_CLOUD_UNKNOWN', /practice-appcred/, /clouds\.yaml/)
  })

  test('no clouds.yaml at all', async () => {
    const outcome = await runSiegel(['check', 'iaas', '--subject', 'practice', '--os-cloud', 'practice'], {
      directory: tmpdir(),
      environment: { HOME: folder },
    })
    assertRefused(outcome, 'CLOUDS_CONFIG_NOT_FOUND')
  })

  test('broken YAML is named with file, line and column', async () => {
    const file = join(folder, 'broken.yaml')
    writeFileSync(file, 'clouds:\n  practice:\n    auth: {auth_url: [\n')
    assertRefused(await checkWith({ OS_CLIENT_CONFIG_FILE: file }), 'CLOUDS_CONFIG_MALFORMED', /broken\.yaml:\d+:\d+/)
  })

  test('a testcase that does not exist, with the one that was meant', async () => {
    assertRefused(
      await check('--testcase', 'scs-0102-prop-min_disc'),
      'SUITE_TESTCASE_UNKNOWN',
      /scs-0102-prop-min_disk/,
    )
  })

  test('a scope version that does not exist, with those that do', async () => {
    assertRefused(await check('--scope-version', 'v99'), 'SUITE_SCOPE_VERSION_UNKNOWN', /v5\.1/)
  })

  test('version and section without a testcase in common', async () => {
    assertRefused(await check('--scope-version', 'v3', '--section', 'heavy'), 'SUITE_NOTHING_SELECTED')
  })

  test('a section that does not exist', async () => {
    assertRefused(await check('--section', 'tiny'), 'SUITE_OPTION_INVALID', /light, medium, heavy/)
  })

  test('a subject that cannot be one', async () => {
    assertRefused(await check('--subject', '../x'), 'SUITE_SUBJECT_INVALID')
  })

  test('a report file that cannot be written, before the cloud is asked', async () => {
    const calls = cloud.calls.length
    assertRefused(await check('--report', 'no/such/folder/report.yaml'), 'SUITE_FILE_UNWRITABLE', /no\/such\/folder/)
    assert.equal(cloud.calls.length, calls)
  })

  test('a key that cannot be read', async () => {
    assertRefused(await check('--report', 'r.yaml', '--key', 'missing-key'), 'SUITE_FILE_UNREADABLE', /missing-key/)
    assert.ok(existsSync(join(folder, 'r.yaml')), 'the report is kept')
  })

  test('a monitor without a key to sign for it', async () => {
    assertRefused(await check('--submit', 'http://127.0.0.1:1'), 'SUITE_OPTION_INVALID', /--key/)
  })

  test('a monitor without user and password, before the cloud is asked', async () => {
    const calls = cloud.calls.length
    const outcome = await check('--key', 'key', '--submit', 'http://127.0.0.1:1')
    assertRefused(outcome, 'REPORT_SUBMIT_CREDENTIALS_MISSING', /SIEGEL_MONITOR_/)
    assert.equal(cloud.calls.length, calls)
  })

  test('an option that does not exist', async () => {
    const outcome = await check('--bogus')
    assert.equal(outcome.exitCode, 3)
    assert.match(outcome.stderr, /unknown option '--bogus'/)
  })
})

describe('a check against a cloud that cannot be asked', () => {
  async function assertUnfinished(outcome: SiegelOutcome, code: string, reason: string): Promise<void> {
    assert.equal(outcome.exitCode, 2, outcome.stderr)
    const result = JSON.parse(outcome.stdout) as {
      refusal: { code: string }
      testcases: { verdict: string; reason: { class: string } }[]
    }
    assert.equal(result.refusal.code, code)
    assert.ok(result.testcases.length > 40)
    assert.ok(result.testcases.every((one) => one.verdict === 'ABORT' && one.reason.class === reason))
  }

  function cloudsYaml(change: (text: string) => string): Record<string, string> {
    const file = join(folder, 'changed.yaml')
    writeFileSync(file, change(cloud.cloudsYaml('practice')))
    return { OS_CLIENT_CONFIG_FILE: file }
  }

  test('a wrong password', async () => {
    const environment = cloudsYaml((text) => text.replace(/password: .*/g, 'password: canary-8d1f'))
    const outcome = await checkWith(environment, '--json', '--report', 'wrong.yaml')
    await assertUnfinished(outcome, 'CLOUDS_CREDENTIAL_REFUSED', 'credential')
    const report = readFileSync(join(folder, 'wrong.yaml'), 'utf8')
    assert.doesNotMatch(outcome.stdout + outcome.stderr + report, /canary-8d1f/)
  })

  test('an endpoint where nobody listens', async () => {
    const environment = cloudsYaml((text) => text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9'))
    await assertUnfinished(await checkWith(environment, '--json'), 'CLOUDS_UNREACHABLE', 'unreachable')
  })

  test('TLS where plain HTTP is spoken', async () => {
    const environment = cloudsYaml((text) => text.replaceAll('http://', 'https://'))
    await assertUnfinished(await checkWith(environment, '--json'), 'CLOUDS_UNREACHABLE', 'unreachable')
  })

  test('a token that expires in mid-run is renewed, or everything that needs it is unfinished', async () => {
    const expiring = await startPracticeCloud({ clock, defects: ['token-expires-mid-run'] })
    try {
      const environment = cloudsYaml(() => expiring.cloudsYaml('practice'))
      const outcome = await checkWith(environment, '--json', '--section', 'light')
      assert.equal(outcome.exitCode, 0, outcome.stdout + outcome.stderr)
      assert.equal(
        expiring.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/auth/tokens')).length,
        2,
      )
    } finally {
      await expiring.stop()
    }
  })
})

test('a reader that stops reading causes no stack trace', () => {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
  const { stderr, stdout } = spawnSync('sh', ['-c', '"$0" "$1" list iaas --json | head -c 1', process.execPath, main], {
    encoding: 'utf8',
  })
  assert.equal(stdout, '[')
  assert.equal(stderr, '')
})

describe('a report on its way', () => {
  test('a monitor that is down: the report is kept, and the command that sends it later is printed', async () => {
    const environment = { SIEGEL_MONITOR_USER: 'someone', SIEGEL_MONITOR_PASSWORD: 'canary-77aa' }
    const outcome = await checkWith(
      environment,
      '--key',
      'key',
      '--submit',
      'http://127.0.0.1:9',
      '--report',
      'kept.yaml',
    )
    assertRefused(outcome, 'REPORT_SUBMIT_UNREACHABLE', /siegel submit \S*kept\.yaml --monitor http:\/\/127\.0\.0\.1:9/)
    assert.ok(existsSync(join(folder, 'kept.yaml')) && existsSync(join(folder, 'kept.yaml.sig')))
    assert.doesNotMatch(outcome.stderr, /canary-77aa/)
  })

  test('a report that was changed after it was signed', async () => {
    const outcome = await check('--report', 'tampered.yaml', '--key', 'key')
    assert.equal(outcome.exitCode, 0, outcome.stderr)
    const file = join(folder, 'tampered.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('subject: practice', 'subject: elsewhere'))
    const environment = { SIEGEL_MONITOR_USER: 'someone', SIEGEL_MONITOR_PASSWORD: 'x' }
    const submitted = await runSiegel(['submit', 'tampered.yaml', '--monitor', 'http://127.0.0.1:9'], {
      directory: folder,
      environment,
    })
    assertRefused(submitted, 'REPORT_SIGNATURE_STALE')
  })

  test('a second run with the same file never leaves the first signature beside it', async () => {
    await check('--report', 'twice.yaml', '--key', 'key')
    assert.ok(existsSync(join(folder, 'twice.yaml.sig')))
    await check('--report', 'twice.yaml')
    assert.ok(!existsSync(join(folder, 'twice.yaml.sig')))
  })

  test('facts that are none', async () => {
    writeFileSync(join(folder, 'facts.json'), '{"format": 1, "facts": {"flavors": 7}}')
    const outcome = await runSiegel(['judge', 'facts.json'], { directory: folder })
    assertRefused(outcome, 'SUITE_FACTS_MALFORMED', /facts\.flavors/)
  })
})
