import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { buildReport } from './build-report.ts'
import { computingTime } from './computing-time.fixture.ts'
import { findCredentials, maskCredentials, maskText } from './find-credentials.ts'
import { REPORT_EXAMPLE } from './report-example.fixture.ts'

const JWT = `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIiwibiI6MX0.${'a1B2'.repeat(8)}`
const FERNET = `gAAAAAB${'x9_-'.repeat(20)}`

const SECRETS: readonly (readonly [title: string, text: string, secret: string])[] = [
  ['a private key of PEM', `x -----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n`, 'b3BlbnNzaC1rZXk'],
  ['a JSON web token', `token is ${JWT} now`, JWT],
  ['a token of Keystone', `got ${FERNET}`, FERNET],
  ['a bearer header', 'Authorization: Bearer abcdef123456', 'abcdef123456'],
  ['a basic header in a dump', `{'Authorization': 'Basic Z3gtc2NzOmh1bnRlcjI='}`, 'Z3gtc2NzOmh1bnRlcjI='],
  ['a token header of curl', '-H "X-Auth-Token: 5f2a9c0011"', '5f2a9c0011'],
  ['the key of a kubeconfig', '    client-key-data: LS0tLS1CRUdJTiBSU0E=', 'LS0tLS1CRUdJTiBSU0E='],
  ['the token of a kubeconfig', '    token: kubeconfig-u-abc:x7x7x7', 'kubeconfig-u-abc:x7x7x7'],
  ['a password in an address', 'postgres://siegel:hunter2@db/x', 'hunter2'],
  ['an environment variable', 'OS_PASSWORD=hunter2', 'hunter2'],
  ['a password on a result line', 'password=hunter2: PASS', 'hunter2'],
  ['an option with a value', 'openstack --os-password hunter2 server list', 'hunter2'],
  ['JSON with a password', '{"auth": {"password": "hunter2x"}}', 'hunter2x'],
  ['a line of clouds.yaml', '      password: hunter2', 'hunter2'],
  ['an application credential', 'OS_APPLICATION_CREDENTIAL_SECRET=8sd7f6', '8sd7f6'],
  ['an access key', 'key AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
  ['a key of the monitor', `siegel_${'aB3_'.repeat(10)}xyz`, 'aB3_aB3_'],
]

const HARMLESS = [
  'scs-0102-prop-hash_algo: PASS',
  'CRITICAL: token expired',
  'WARNING: secret: not found',
  'token: expired',
  'OS_PASSWORD=***',
  '--password ***',
  'password: $OS_PASSWORD',
  'Authorization: failed',
  'The password is missing; authorization required',
  'kubeconfig=/home/me/kubeconfig.yaml',
  'https://keystone.example:5000/v3/auth/tokens',
  'token_file: /run/secrets/token',
  'secretName: tls',
  'The application credential token will be refreshed',
  'key-manager: barbican',
]

describe('credentials in reports', () => {
  for (const [title, text, secret] of SECRETS) {
    test(`${title} is found and masked, and not repeated`, () => {
      const found = findCredentials({ run: { invocations: { one: { stderr: ['fine', text] } } } })
      assert.equal(found.length, 1, text)
      assert.equal(found[0]?.path, 'run.invocations.one.stderr.1')
      assert.ok(!JSON.stringify(found).includes(secret))
      assert.ok(!maskText(text).includes(secret), maskText(text))
    })
  }

  for (const text of HARMLESS) {
    test(`no credential: ${text}`, () => {
      assert.deepEqual(findCredentials({ stdout: [text] }), [])
      assert.equal(maskText(text), text)
    })
  }

  test('a key over several lines of output is masked to its end, and no further', () => {
    const lines = [
      'before',
      '-----BEGIN RSA PRIVATE KEY-----',
      'MIIabc',
      'def',
      '-----END RSA PRIVATE KEY-----',
      'after',
    ]
    assert.deepEqual(maskCredentials({ lines }), { lines: ['before', '***', '***', '***', '***', 'after'] })
  })

  test('names say what their values are, and options what follows them', () => {
    const document = {
      assignment: { os_password: 'hunter2', kubeconfig: 'a.yaml' },
      argv: ['x', '--password', 'hunter2'],
    }
    assert.deepEqual(
      findCredentials(document).map(({ path }) => path),
      ['assignment.os_password', 'argv.2'],
    )
    assert.deepEqual(maskCredentials(document), {
      assignment: { os_password: '***', kubeconfig: 'a.yaml' },
      argv: ['x', '--password', '***'],
    })
  })

  test('a name that is itself a credential is not repeated in the path', () => {
    const [found] = findCredentials({ [JWT]: 'x' })
    assert.ok(found && !found.path.includes(JWT))
  })

  test('reports of the suite hold none', () => {
    assert.deepEqual(findCredentials(buildReport(REPORT_EXAMPLE)), [])
  })

  test('a planted secret never comes through the mask', () => {
    for (let round = 0; round < 2_000; round += 1) {
      // Two hyphens at the beginning would make it another option.
      const secret = `k${randomBytes(24).toString(round % 2 === 0 ? 'base64url' : 'hex')}`
      const forms = [
        `OS_PASSWORD=${secret}`,
        `Authorization: Bearer ${secret}`,
        `X-Auth-Token: ${secret}`,
        `  password: ${secret}`,
        `{"token": "${secret}"}`,
        `https://user:${secret}@host/`,
        `--os-token ${secret} list`,
      ]
      const text = forms[round % forms.length] ?? ''
      const before = 'noise '.repeat(round % 5)
      const line = text.startsWith('  ') ? text : `${before}${text}`
      assert.ok(!maskText(line).includes(secret), line)
    }
  })

  test('ten megabytes of odd text are scanned within two seconds', () => {
    for (const text of [
      'password'.repeat(1_000_000),
      'a-'.repeat(4_000_000),
      ': '.repeat(4_000_000),
      'x://'.repeat(2_000_000),
      '-eyJ'.repeat(2_000_000),
      '-gAAAAA'.repeat(1_000_000),
      ' --a-b-c-'.repeat(1_000_000),
      '\n- a_b.c-password: '.repeat(500_000),
    ]) {
      assert.ok(computingTime(() => maskText(text)) < 2_000, text.slice(0, 10))
    }
  })
})
