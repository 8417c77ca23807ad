import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { inspect } from 'node:util'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { OpenStackConfig } from './openstack-config.ts'
import { type CloudsYamlOptions, readCloudsYaml } from './read-clouds-yaml.ts'
import { selfSigned } from './self-signed.fixture.ts'

const CANARY = 'canary-Pa55word'

/** Reads with files given by path; `cwd`, `home` and `etc` are the folders that are searched. */
function read(
  t: TestContext,
  files: Record<string, string>,
  options: Partial<CloudsYamlOptions> = {},
  environment: (folder: string) => Record<string, string> = () => ({}),
): OpenStackConfig {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-clouds-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return readCloudsYaml({
    environment: environment(folder),
    workingDirectory: join(folder, 'cwd'),
    homeDirectory: join(folder, 'home'),
    siteDirectory: join(folder, 'etc'),
    ...options,
  })
}

function entry(lines: string, name = 'one'): string {
  return `clouds:\n  ${name}:\n${lines.replace(/^/gm, '    ')}\n`
}

const AUTH = `auth:
  auth_url: https://cloud.example:5000/v3
  username: me
  password: ${CANARY}
  project_name: demo
  user_domain_name: Default
  project_domain_id: default`

const GOOD = entry(AUTH)
const named = (host: string) => GOOD.replace('cloud.example', host)

function failsWith(code: string, words: RegExp, place?: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof CodedError, String(error))
    assert.equal(error.code, code, error.message)
    assert.match(error.message, words)
    if (place !== undefined) assert.match(error.place ?? '', place)
    assert.doesNotMatch(`${inspect(error)} ${error.stack}`, new RegExp(CANARY))
    return true
  }
}

describe('where clouds.yaml is looked for', () => {
  const rows: [string, Record<string, string>, string, ((folder: string) => Record<string, string>)?][] = [
    ['the current folder', { 'cwd/clouds.yaml': named('a'), 'etc/clouds.yaml': named('b') }, 'a'],
    ['the home folder', { 'home/.config/openstack/clouds.yaml': named('a'), 'etc/clouds.yaml': named('b') }, 'a'],
    ['the folder of the machine', { 'etc/clouds.yml': named('b') }, 'b'],
    ['.yaml before .yml before .json', { 'cwd/clouds.yml': named('a'), 'cwd/clouds.json': '{' }, 'a'],
    [
      'OS_CLIENT_CONFIG_FILE before all',
      { 'x/my.yaml': named('x'), 'cwd/clouds.yaml': named('a') },
      'x',
      (folder) => ({ OS_CLIENT_CONFIG_FILE: join(folder, 'x/my.yaml') }),
    ],
    [
      'XDG_CONFIG_HOME',
      { 'xdg/openstack/clouds.yaml': named('x'), 'home/.config/openstack/clouds.yaml': named('a') },
      'x',
      (folder) => ({ XDG_CONFIG_HOME: join(folder, 'xdg') }),
    ],
  ]
  for (const [name, files, host, environment] of rows) {
    test(name, (t) => assert.equal(new URL(read(t, files, {}, environment).authUrl).hostname, host))
  }

  test('JSON is read, too', (t) => {
    const auth = { auth_url: 'http://j', username: 'u', password: 'p', user_domain_id: 'default' }
    assert.equal(read(t, { 'cwd/clouds.json': JSON.stringify({ clouds: { j: { auth } } }) }).name, 'j')
  })

  test('none at all', (t) => {
    assert.throws(() => read(t, {}), failsWith('CLOUDS_CONFIG_NOT_FOUND', /No clouds\.yaml was found/))
    assert.throws(() => read(t, {}, { cloud: 'a' }), failsWith('CLOUDS_CONFIG_NOT_FOUND', /no cloud a/))
  })

  test('a file that the environment names must be there', (t) => {
    const environment = () => ({ OS_CLIENT_CONFIG_FILE: '/nowhere/clouds.yaml' })
    assert.throws(
      () => read(t, { 'cwd/clouds.yaml': GOOD }, {}, environment),
      failsWith('CLOUDS_CONFIG_NOT_FOUND', /does not exist/, /^\/nowhere\/clouds\.yaml$/),
    )
  })
})

describe('which cloud is meant', () => {
  const two = `clouds:\n  b: {}\n  a:\n${AUTH.replace(/^/gm, '    ')}\n`

  test('the only one', (t) => assert.equal(read(t, { 'cwd/clouds.yaml': GOOD }).name, 'one'))
  test('OS_CLOUD', (t) => assert.equal(read(t, { 'cwd/clouds.yaml': two }, {}, () => ({ OS_CLOUD: 'a' })).name, 'a'))
  test('the option before OS_CLOUD', (t) => {
    assert.equal(read(t, { 'cwd/clouds.yaml': two }, { cloud: 'a' }, () => ({ OS_CLOUD: 'b' })).name, 'a')
  })
  test('none of several is chosen', (t) => {
    assert.throws(() => read(t, { 'cwd/clouds.yaml': two }), failsWith('CLOUDS_CLOUD_NOT_CHOSEN', /: a, b\./))
  })
  test('an unknown one: the file and the clouds that there are are named', (t) => {
    assert.throws(
      () => read(t, { 'cwd/clouds.yaml': two }, { cloud: 'c' }),
      failsWith('CLOUDS_CLOUD_UNKNOWN', /There is no cloud c\. There are: a, b\./, /cwd\/clouds\.yaml$/),
    )
  })
  test('the variables of an openrc file, if nothing else is said', (t) => {
    const openrc = () => ({
      OS_AUTH_URL: 'https://rc.example/v3',
      OS_USERNAME: 'me',
      OS_PASSWORD: CANARY,
      OS_PROJECT_NAME: 'demo',
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_DOMAIN_ID: 'default',
      OS_REGION_NAME: 'R2',
      OS_IDENTITY_API_VERSION: '3',
    })
    const config = read(t, { 'cwd/clouds.yaml': two }, {}, openrc)
    assert.equal(config.authUrl, 'https://rc.example/v3')
    assert.equal(config.region, 'R2')
    assert.equal(read(t, { 'cwd/clouds.yaml': two }, { cloud: 'a' }, openrc).authUrl, 'https://cloud.example:5000/v3')
  })
})

describe('what an entry says', () => {
  test('a password for a project, with names and ids', (t) => {
    const config = read(t, { 'cwd/clouds.yaml': GOOD })
    assert.deepEqual(config, {
      name: 'one',
      authUrl: 'https://cloud.example:5000/v3',
      credential: {
        method: 'password',
        user: { name: 'me', domain: { name: 'Default' } },
        password: config.credential.method === 'password' ? config.credential.password : null,
        scope: { kind: 'project', project: { name: 'demo', domain: { id: 'default' } } },
      },
      region: null,
      interface: 'public',
      tls: { verify: true, authorities: null, client: null },
      warnings: [],
    })
    assert.doesNotMatch(`${inspect(config, { depth: 9 })}${JSON.stringify(config)}`, new RegExp(CANARY))
  })

  const secretOf = ({ credential }: OpenStackConfig) =>
    credential.method === 'password'
      ? credential.password.reveal()
      : credential.method === 'token'
        ? credential.token.reveal()
        : credential.secret.reveal()

  const url = 'auth_url: http://c'
  const rows: [string, string, (config: OpenStackConfig) => unknown, unknown][] = [
    ['auth_type v3password', `auth_type: v3password\n${AUTH}`, (c) => c.credential.method, 'password'],
    [
      'an application credential by id',
      `auth_type: v3applicationcredential\nauth: {${url}, application_credential_id: a1, application_credential_secret: s}`,
      (c) => [c.credential.method === 'application-credential' && c.credential.application, secretOf(c)],
      [{ id: 'a1' }, 's'],
    ],
    [
      'an application credential by name',
      `auth_type: v3applicationcredential\nauth: {${url}, application_credential_name: a, user_id: u, application_credential_secret: s}`,
      (c) => c.credential.method === 'application-credential' && c.credential.application,
      { name: 'a', user: { id: 'u' } },
    ],
    [
      'an application credential without auth_type',
      `auth: {${url}, application_credential_id: a1, application_credential_secret: s}`,
      (c) => c.credential.method,
      'application-credential',
    ],
    ['a token', `auth_type: v3token\nauth: {${url}, token: t, project_id: p}`, secretOf, 't'],
    ['auth_type token with auth_token', `auth_type: token\nauth: {${url}, auth_token: t}`, secretOf, 't'],
    ['auth_plugin, the old word', `auth_plugin: token\nauth: {${url}, token: t}`, (c) => c.credential.method, 'token'],
    ['a password of digits', AUTH.replace(CANARY, '0123'), secretOf, '0123'],
    ['a password that looks like a number', AUTH.replace(CANARY, '1e3'), secretOf, '1e3'],
    ['a password that looks like a truth value', AUTH.replace(CANARY, 'True'), secretOf, 'True'],
    [
      'tenant_name and one domain for all',
      `auth: {${url}, username: u, password: p, tenant_name: t, domain_name: D}`,
      (c) => c.credential.method === 'password' && [c.credential.user, c.credential.scope],
      [
        { name: 'u', domain: { name: 'D' } },
        { kind: 'project', project: { name: 't', domain: { name: 'D' } } },
      ],
    ],
    [
      'default_domain, as the generic plugin has it',
      `auth: {${url}, username: u, password: p, project_id: x, default_domain_id: default}`,
      (c) => c.credential.method === 'password' && [c.credential.user, c.credential.scope],
      [
        { name: 'u', domain: { id: 'default' } },
        { kind: 'project', project: { id: 'x' } },
      ],
    ],
    [
      'a domain without project',
      `auth: {${url}, user_id: u, password: p, domain_id: d}`,
      (c) => c.credential.method === 'password' && c.credential.scope,
      { kind: 'domain', domain: { id: 'd' } },
    ],
    [
      'the whole system',
      `auth: {${url}, user_id: u, password: p, system_scope: all}`,
      (c) => c.credential.method === 'password' && c.credential.scope,
      { kind: 'system' },
    ],
    ['hyphens and settings beside auth', `auth: {auth-url: http://c}\nuser-id: u\npassword: p`, secretOf, 'p'],
    ['region_name', `region_name: R1\n${AUTH}`, (c) => c.region, 'R1'],
    ['regions: the first', `regions: [R1, R2]\n${AUTH}`, (c) => c.region, 'R1'],
    [
      'regions as maps',
      `regions: [{name: R3, values: {interface: internal}}]\n${AUTH}`,
      (c) => [c.region, c.interface],
      ['R3', 'internal'],
    ],
    ['several regions in region_name', `region_name: R1,R2\n${AUTH}`, (c) => c.region, 'R1'],
    [
      'a URL with the region in it',
      `region_name: R1\nauth: {auth_url: 'http://{region_name}.c', user_id: u, password: p}`,
      (c) => c.authUrl,
      'http://R1.c',
    ],
    ['interface', `interface: internal\n${AUTH}`, (c) => c.interface, 'internal'],
    ['endpoint_type, the old word', `endpoint_type: adminURL\n${AUTH}`, (c) => c.interface, 'admin'],
    ['verify: false', `verify: false\n${AUTH}`, (c) => [c.tls.verify, c.warnings.length], [false, 1]],
    ['verify: no', `verify: no\n${AUTH}`, (c) => c.tls.verify, false],
    ['insecure wins over verify', `verify: true\ninsecure: True\n${AUTH}`, (c) => c.tls.verify, false],
    ['insecure: false', `insecure: false\n${AUTH}`, (c) => c.tls.verify, true],
    ['identity_api_version 3', `identity_api_version: 3\n${AUTH}`, (c) => c.warnings, []],
    [
      'an endpoint override, which is ignored',
      `compute_endpoint_override: http://x\n${AUTH}`,
      (c) => c.warnings,
      ['compute_endpoint_override is ignored: what is tested are the endpoints of the catalogue.'],
    ],
  ]
  for (const [name, lines, look, expected] of rows) {
    test(name, (t) => assert.deepEqual(look(read(t, { 'cwd/clouds.yaml': entry(lines) })), expected))
  }

  test('merge keys work as in every YAML of version 1.1', (t) => {
    const text = `x: &base\n  region_name: R7\n${GOOD}`.replace('  one:\n', '  one:\n    <<: *base\n')
    assert.equal(read(t, { 'cwd/clouds.yaml': text }).region, 'R7')
  })

  test('a region is chosen by name, and an unknown one is refused', (t) => {
    const files = { 'cwd/clouds.yaml': entry(`regions: [R1, R2]\n${AUTH}`) }
    assert.equal(read(t, files, { region: 'R2' }).region, 'R2')
    assert.throws(() => read(t, files, { region: 'r2' }), failsWith('CLOUDS_REGION_UNKNOWN', /There are: R1, R2/))
  })

  test('secure.yaml is laid over it key by key', (t) => {
    const config = read(t, {
      'cwd/clouds.yaml': GOOD.replace(CANARY, 'old'),
      'home/.config/openstack/secure.yaml': entry('auth:\n  password: new'),
    })
    assert.equal(secretOf(config), 'new')
    assert.equal(config.authUrl, 'https://cloud.example:5000/v3')
  })

  test('OS_CLIENT_SECURE_FILE names another secure file', (t) => {
    const files = { 'cwd/clouds.yaml': GOOD, 'x/s.yaml': entry('auth: {password: other}') }
    const config = read(t, files, {}, (folder) => ({ OS_CLIENT_SECURE_FILE: join(folder, 'x/s.yaml') }))
    assert.equal(secretOf(config), 'other')
  })

  test('a profile of clouds-public.yaml lies below it', (t) => {
    const config = read(t, {
      'cwd/clouds.yaml': entry('profile: shop\nauth: {user_id: u, password: p}'),
      'etc/clouds-public.yaml':
        'public-clouds:\n  shop:\n    region_name: R5\n    auth: {auth_url: "http://shop", user_id: x}\n',
    })
    assert.deepEqual([config.authUrl, config.region], ['http://shop', 'R5'])
    assert.deepEqual(config.credential.method === 'password' && config.credential.user, { id: 'u' })
  })

  test('a profile that nobody knows is ignored with a warning', (t) => {
    const config = read(t, { 'cwd/clouds.yaml': entry(`profile: shop\n${AUTH}`) })
    assert.match(config.warnings[0] ?? '', /profile shop .* ignored/)
  })

  test('certificates are read, with paths below the home and the current folder', (t) => {
    const { certificate, key } = selfSigned()
    const config = read(t, {
      'cwd/clouds.yaml': entry(`cacert: ~/ca.pem\ncert: c.pem\nkey: k.pem\n${AUTH}`),
      'home/ca.pem': certificate,
      'cwd/c.pem': certificate,
      'cwd/k.pem': key,
    })
    assert.equal(config.tls.authorities, certificate)
    assert.equal(config.tls.client?.certificate, certificate)
    assert.equal(config.tls.client?.key.reveal(), key)
  })
})

describe('what is wrong with an entry', () => {
  const rows: [string, string, string, RegExp, RegExp?][] = [
    [
      'a broken file',
      `clouds:\n  one:\n    auth: {password: ${CANARY}\n    b: [\n`,
      'CLOUDS_CONFIG_MALFORMED',
      /no YAML/,
      /clouds\.yaml:\d+:\d+$/,
    ],
    ['a tab', `clouds:\n\tone: ${CANARY}\n`, 'CLOUDS_CONFIG_MALFORMED', /no YAML/, /clouds\.yaml:2:1$/],
    ['the same cloud twice', `${GOOD}  one: {}\n`, 'CLOUDS_CONFIG_MALFORMED', /duplicate key/, /clouds\.yaml:10:3$/],
    ['a file without keys', `- ${CANARY}`, 'CLOUDS_CONFIG_MALFORMED', /no keys/],
    ['nesting without end', '['.repeat(200_000), 'CLOUDS_CONFIG_MALFORMED', /no YAML/],
    ['clouds as a list', 'clouds: [a]', 'CLOUDS_CONFIG_INVALID', /key clouds/],
    ['an entry that is a text', 'clouds: {one: x}', 'CLOUDS_CLOUD_UNKNOWN', /no cloud one/],
    ['no auth_url', entry('auth: {username: u}'), 'CLOUDS_CONFIG_INVALID', /auth\.auth_url is missing/, /clouds\.one$/],
    [
      'an auth_url with a password',
      entry(`auth: {auth_url: "http://u:${CANARY}@c"}`),
      'CLOUDS_CONFIG_INVALID',
      /without user/,
    ],
    [
      'an auth_url of another scheme',
      entry('auth: {auth_url: "file:///etc/passwd"}'),
      'CLOUDS_CONFIG_INVALID',
      /http or https/,
    ],
    [
      'no password',
      entry('auth: {auth_url: "http://c", user_id: u}'),
      'CLOUDS_CONFIG_INVALID',
      /auth\.password is missing/,
    ],
    [
      'a user without domain',
      entry(`auth: {auth_url: "http://c", username: u, password: ${CANARY}}`),
      'CLOUDS_CONFIG_INVALID',
      /user_domain_name is missing/,
    ],
    [
      'another way to sign in',
      entry(`auth_type: v3oidcpassword\n${AUTH}`),
      'CLOUDS_AUTH_TYPE_UNSUPPORTED',
      /v3oidcpassword/,
    ],
    ['auth as a text', entry(`auth: ${CANARY}`), 'CLOUDS_CONFIG_INVALID', /key auth is wrong/],
    [
      'an interface that does not exist',
      entry(`interface: secret\n${AUTH}`),
      'CLOUDS_CONFIG_INVALID',
      /interface is wrong: must be public/,
    ],
    [
      'verify with a path',
      entry(`verify: /ca.pem\n${AUTH}`),
      'CLOUDS_CONFIG_INVALID',
      /verify is wrong: must be true or false/,
    ],
    [
      'identity v2',
      entry(`identity_api_version: 2\n${AUTH}`),
      'CLOUDS_CONFIG_INVALID',
      /identity_api_version is wrong/,
    ],
    [
      'a cacert that is not there',
      entry(`cacert: nowhere.pem\n${AUTH}`),
      'CLOUDS_CONFIG_UNREADABLE',
      /cacert names cannot be read/,
    ],
    ['a cacert that is no PEM', entry(`cacert: clouds.yaml\n${AUTH}`), 'CLOUDS_CONFIG_INVALID', /no PEM/],
    ['a region that is a list', entry(`regions: [[R1]]\n${AUTH}`), 'CLOUDS_CONFIG_INVALID', /region is either/],
  ]
  for (const [name, text, code, words, place] of rows) {
    test(`${name}: no secret in the error`, (t) => {
      assert.throws(() => read(t, { 'cwd/clouds.yaml': text }), failsWith(code, words, place))
    })
  }
})
