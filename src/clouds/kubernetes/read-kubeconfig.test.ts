import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ErrorCode } from '#vocabulary/error-codes.ts'
import type { KubernetesConfig } from './kubernetes-config.ts'
import { readKubeconfig } from './read-kubeconfig.ts'

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
const DATA = Buffer.from(PEM).toString('base64')

interface Wish {
  readonly files: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  readonly file?: string
  readonly context?: string
}

function read(t: TestContext, { environment = {}, files, ...wish }: Wish): KubernetesConfig {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-kubeconfig-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, '.kube'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return readKubeconfig({ environment, workingDirectory: folder, homeDirectory: folder, ...wish })
}

/** A kubeconfig with one context, from the flow form of cluster and user. */
function simple(cluster: string, user: string): string {
  return `apiVersion: v1
kind: Config
current-context: here
clusters:
- {name: k, cluster: ${cluster}}
users:
- {name: u, user: ${user}}
contexts:
- {name: here, context: {cluster: k, user: u}}
`
}

const SERVER = '{server: "https://k.example.org:6443"}'

describe('a kubeconfig', () => {
  test('of the home directory is found', (t) => {
    const config = read(t, { files: { '.kube/config': simple(SERVER, '{token: abc}') } })
    assert.deepEqual([config.name, config.server, config.namespace], ['here', 'https://k.example.org:6443', 'default'])
    assert.equal(config.credential.method === 'token' && config.credential.token.reveal(), 'abc')
  })

  test('may be spread over the files of KUBECONFIG, of which the first counts and missing ones do not', (t) => {
    const first = 'current-context: b\nusers:\n- name: u\n  user: {token: first}\n'
    const second = `${simple(SERVER, '{token: second}')}- {name: b, context: {cluster: k, user: u, namespace: team}}\n`
    const environment = { KUBECONFIG: 'none:first:second' }
    const config = read(t, { files: { first, second }, environment })
    assert.deepEqual([config.name, config.namespace], ['b', 'team'])
    assert.equal(config.credential.method === 'token' && config.credential.token.reveal(), 'first')
  })

  test('names files below its own folder', (t) => {
    const text = simple('{server: "https://k", certificate-authority: ca.pem}', '{tokenFile: token}')
    const config = read(t, { files: { '.kube/config': text, '.kube/ca.pem': PEM, '.kube/token': 'x' } })
    assert.equal(config.tls.authorities, PEM)
    assert.match(config.credential.method === 'token-file' ? config.credential.path : '', /\.kube\/token$/)
  })

  test('with a token of digits keeps them as they are written', (t) => {
    const config = read(t, { files: { '.kube/config': simple(SERVER, '{token: 0123}') } })
    assert.equal(config.credential.method === 'token' && config.credential.token.reveal(), '0123')
  })

  test('keeps the path of a server that stands behind Rancher', (t) => {
    const text = simple('{server: "https://r.example/k8s/clusters/c-m-abc/"}', '{token: x}')
    assert.equal(read(t, { files: { '.kube/config': text } }).server, 'https://r.example/k8s/clusters/c-m-abc')
  })

  test('in JSON is one, too', (t) => {
    const value = {
      clusters: [{ name: 'k', cluster: { server: 'https://k', 'tls-server-name': 'n' } }],
      users: [{ name: 'u', user: { 'client-certificate-data': DATA, 'client-key-data': DATA } }],
      contexts: [{ name: 'only', context: { cluster: 'k', user: 'u' } }],
    }
    const config = read(t, { files: { '.kube/config': JSON.stringify(value) } })
    assert.deepEqual([config.name, config.tls.serverName, config.tls.client?.certificate], ['only', 'n', PEM])
  })

  test('with OpenID Connect brings its tokens', (t) => {
    const provider = `{auth-provider: {name: oidc, config: {idp-issuer-url: "https://i", client-id: c, refresh-token: r}}}`
    const { credential } = read(t, { files: { '.kube/config': simple(SERVER, provider) } })
    assert.equal(credential.method === 'oidc' && credential.provider.refreshToken?.reveal(), 'r')
  })
})

const REFUSED: [name: string, text: string, code: ErrorCode, place: RegExp | null, words: RegExp][] = [
  ['no YAML', 'a: [', 'CLOUDS_CONFIG_MALFORMED', /config:\d+:\d+$/, /no YAML/],
  ['another kind of file', 'kind: Pod\n', 'CLOUDS_KUBECONFIG_INVALID', /config:1:7$/, /no kubeconfig/],
  ['no server', simple('{}', '{token: x}'), 'CLOUDS_KUBECONFIG_INVALID', /:5:\d+$/, /server is missing/],
  [
    'a server without host',
    simple('{server: "ftp://x"}', '{}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:5:31$/,
    /http or https/,
  ],
  [
    'certificates that are not base64',
    simple('{server: "https://k", certificate-authority-data: "%%"}', '{}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:5:\d+$/,
    /no base64/,
  ],
  [
    'an authority and no verification',
    simple(`{server: "https://k", certificate-authority-data: ${DATA}, insecure-skip-tls-verify: true}`, '{}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:5:\d+$/,
    /not possible together/,
  ],
  [
    'a truth value that is none',
    simple('{server: "https://k", insecure-skip-tls-verify: maybe}', '{}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:5:\d+$/,
    /true or false/,
  ],
  [
    'a certificate without key',
    simple(SERVER, `{client-certificate-data: ${DATA}}`),
    'CLOUDS_KUBECONFIG_INVALID',
    /:7:\d+$/,
    /without client-key/,
  ],
  [
    'token and password',
    simple(SERVER, '{token: x, username: y, password: z}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:7:\d+$/,
    /only one way/,
  ],
  [
    'a token with a line break',
    simple(SERVER, '{token: "x\\ny"}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:7:\d+$/,
    /line break/,
  ],
  [
    'a provider of the past',
    simple(SERVER, '{auth-provider: {name: gcp}}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:7:\d+$/,
    /gcp no longer exists/,
  ],
  [
    'a plugin of an old version',
    simple(SERVER, '{exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:7:\d+$/,
    /apiVersion: must be/,
  ],
  [
    'a plugin that needs a person',
    simple(SERVER, '{exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:7:\d+$/,
    /asks a person/,
  ],
  [
    'groups without a user',
    simple(SERVER, '{token: x, as-groups: [a]}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:7:\d+$/,
    /as is missing/,
  ],
  [
    'a proxy of another kind',
    simple('{server: "https://k", proxy-url: "ftp://p"}', '{}'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:5:\d+$/,
    /socks5/,
  ],
  [
    'a context to nowhere',
    'current-context: a\ncontexts:\n- {name: a, context: {cluster: k}}\n',
    'CLOUDS_KUBECONFIG_INVALID',
    /:3:32$/,
    /no cluster of the name k/,
  ],
  [
    'an unknown current context',
    `${simple(SERVER, '{}')}`.replace('current-context: here', 'current-context: hera'),
    'CLOUDS_CONTEXT_UNKNOWN',
    null,
    /There are: here/,
  ],
  ['nothing in it', '', 'CLOUDS_CONTEXT_NOT_CHOSEN', null, /no context at all/],
  [
    'two users of one name',
    `${simple(SERVER, '{}')}`.replace('contexts:', '- {name: u, user: {}}\ncontexts:'),
    'CLOUDS_KUBECONFIG_INVALID',
    /:8:\d+$/,
    /two users/,
  ],
]

describe('a kubeconfig is refused with the place of the fault, and without any value, if it has', () => {
  for (const [name, text, code, place, words] of REFUSED) {
    test(name, (t) => {
      assert.throws(
        () => read(t, { files: { '.kube/config': text } }),
        (error) => {
          assert.ok(error instanceof CodedError, String(error))
          assert.deepEqual([error.code, words.test(error.message)], [code, true], error.message)
          if (place !== null) assert.match(error.place ?? '', place)
          return true
        },
      )
    })
  }
})

test('a named kubeconfig must exist', (t) => {
  assert.throws(() => read(t, { files: {}, file: 'mine' }), { code: 'CLOUDS_KUBECONFIG_NOT_FOUND' })
})
