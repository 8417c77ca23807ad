import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parse, stringify } from 'yaml'
import { assertPageShows, type DemoResult } from '#commands/demo/assert-page-shows.ts'
import { makeDemoAccounts } from '#commands/demo/demo-accounts.ts'
import { type RunningServer, startServer } from '#server/start-server.ts'
import { runSiegel } from '../run-siegel.ts'

/**
 * On a real OpenStack that holds the flawed resources of the project's test cloud. SIEGEL_TEST_CLOUDS_YAML names the
 * clouds.yaml with the entries conformance, conformance-appcred and conformance-admin.
 */
const cloudsYaml = process.env.SIEGEL_TEST_CLOUDS_YAML
if (!cloudsYaml) throw new Error('SIEGEL_TEST_CLOUDS_YAML does not name the clouds.yaml of a real OpenStack')

/** What the flaws on the test cloud break, and nothing else does. */
const EXPECTED_FAILURES = [
  'scs-0100-semantics-check',
  'scs-0102-os_purpose-uniqueness',
  'scs-0102-prop-architecture',
  'scs-0102-prop-hw_disk_bus',
  'scs-0102-prop-image_build_date',
  'scs-0102-prop-image_description',
  'scs-0102-prop-image_original_user',
  'scs-0102-prop-image_source',
  'scs-0102-prop-min_disk',
  'scs-0102-prop-min_ram',
  'scs-0102-prop-os_distro',
  'scs-0102-prop-os_purpose',
  'scs-0102-prop-os_version',
  'scs-0102-prop-provided_until',
  'scs-0102-prop-replace_frequency',
  'scs-0102-prop-uuid_validity',
  'scs-0104-source-ubuntu-2004',
  'scs-0114-syntax-check',
]

describe('a real OpenStack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-real-cloud-'))
  const accounts = makeDemoAccounts()
  let server: RunningServer

  before(async () => {
    writeFileSync(join(folder, 'key'), accounts.privateKey, { mode: 0o600 })
    writeFileSync(join(folder, 'bootstrap.yaml'), accounts.accountFile)
    server = await startServer({
      database: { kind: 'directory', directory: join(folder, 'data') },
      bootstrapFile: join(folder, 'bootstrap.yaml'),
      host: '127.0.0.1',
      port: 0,
      clock: () => new Date(),
    })
  })

  after(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })

  function check(cloud: string, ...more: string[]) {
    return runSiegel(['check', 'iaas', '--subject', 'demo-clean', '--os-cloud', cloud, '--json', ...more], {
      directory: folder,
      environment: {
        OS_CLIENT_CONFIG_FILE: cloudsYaml ?? '',
        SIEGEL_MONITOR_USER: 'demo-runner',
        SIEGEL_MONITOR_PASSWORD: accounts.password,
      },
    })
  }

  for (const cloud of ['conformance', 'conformance-appcred']) {
    test(`judged as ${cloud}: exactly the planted flaws fail, and the monitor shows them`, async () => {
      const light = ['--section', 'light']
      const outcome = await check(cloud, ...light, '--report', `${cloud}.yaml`, '--key', 'key', '--submit', server.url)
      assert.equal(outcome.exitCode, 1, outcome.stderr)
      const result = JSON.parse(outcome.stdout) as DemoResult & { callCount: number }
      const others = result.testcases.filter(({ verdict }) => verdict !== 'PASS')
      assert.deepEqual(
        others.map(({ id, verdict }) => `${id}: ${verdict}`),
        EXPECTED_FAILURES.map((id) => `${id}: FAIL`),
      )
      assert.ok(result.callCount <= 25)
      await assertPageShows(server.url, accounts.password, 'demo-clean', 'scs-compatible-iaas', result)
    })
  }

  test('what creates machines, backups, secrets and groups passes, and leaves nothing behind', async () => {
    const outcome = await check('conformance-appcred', '--section', 'medium', '--section', 'heavy')
    assert.equal(outcome.exitCode, 0, outcome.stdout + outcome.stderr)
    assert.doesNotMatch(outcome.stderr, /could not be removed/)
    const result = JSON.parse(outcome.stdout) as DemoResult
    assert.deepEqual(
      result.testcases.map(({ id, verdict }) => `${id}: ${verdict}`),
      [
        'scs-0101-entropy-avail: PASS',
        'scs-0101-fips-test: PASS',
        'scs-0115-default-rules: PASS',
        'scs-0116-permissions: PASS',
        'scs-0117-test-backup: PASS',
      ],
    )
  })

  test('a credential with the role admin is refused, and nothing passes by it', async () => {
    const outcome = await check('conformance-admin')
    assert.equal(outcome.exitCode, 2)
    const result = JSON.parse(outcome.stdout) as DemoResult & { refusal: { code: string } }
    assert.equal(result.refusal.code, 'SUITE_ROLE_TOO_POWERFUL')
    assert.ok(result.testcases.every(({ verdict }) => verdict === 'ABORT'))
  })

  test('a wrong password leaves everything unfinished, and is not repeated in any output', async () => {
    const wrong = 'canary-5f0d2c'
    const config = parse(readFileSync(cloudsYaml ?? '', 'utf8')) as {
      clouds: Record<string, { auth: Record<string, string> }>
    }
    const entry = config.clouds.conformance
    assert.ok(entry)
    entry.auth.password = wrong
    const file = join(folder, 'wrong.yaml')
    writeFileSync(file, stringify({ clouds: { wrong: entry } }))
    const outcome = await runSiegel(
      ['check', 'iaas', '--subject', 'demo-clean', '--os-cloud', 'wrong', '--report', 'wrong-report.yaml', '--verbose'],
      { directory: folder, environment: { OS_CLIENT_CONFIG_FILE: file } },
    )
    assert.equal(outcome.exitCode, 2, outcome.stderr)
    assert.match(outcome.stdout, /CLOUDS_CREDENTIAL_REFUSED/)
    const report = readFileSync(join(folder, 'wrong-report.yaml'), 'utf8')
    assert.doesNotMatch(outcome.stdout + outcome.stderr + report, new RegExp(wrong))
  })

  test('saved facts are judged to the same verdicts without the cloud', async () => {
    const live = await check('conformance', '--section', 'light', '--facts', 'facts.json')
    const patterns = (JSON.parse(live.stdout) as DemoResult).testcases.flatMap(({ id }) => ['--testcase', id])
    const again = await runSiegel(['judge', 'facts.json', '--json', ...patterns], { directory: folder })
    assert.equal(again.exitCode, 1, again.stderr)
    const verdicts = (text: string) =>
      (JSON.parse(text) as DemoResult).testcases.map(({ id, verdict, findings }) => ({ id, verdict, findings }))
    assert.deepEqual(verdicts(again.stdout), verdicts(live.stdout))
  })

  test('a key that the monitor does not know is refused, and the report is kept', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(join(folder, 'stranger'), stranger, { mode: 0o600 })
    const outcome = await check(
      'conformance',
      '--section',
      'light',
      '--report',
      'kept.yaml',
      '--key',
      'stranger',
      '--submit',
      server.url,
    )
    assert.equal(outcome.exitCode, 3)
    assert.match(outcome.stderr, /REPORT_SUBMIT_UNAUTHORISED/)
    assert.match(outcome.stderr, /siegel submit .*kept\.yaml --monitor/)
    assert.match(readFileSync(join(folder, 'kept.yaml'), 'utf8'), /^---\nspec:/)
  })
})
