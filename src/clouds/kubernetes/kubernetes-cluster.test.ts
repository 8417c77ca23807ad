import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import {
  type PracticeClusterOptions,
  startPracticeCluster,
} from '#clouds/practice/kubernetes/start-practice-cluster.ts'
import type { AbortClass } from '#vocabulary/abort-reason.ts'
import { connectKubernetes, type KubernetesCluster } from './kubernetes-cluster.ts'
import { readKubeconfig } from './read-kubeconfig.ts'

const clock = () => new Date()

/** A practice cluster for one test, its folder, and a way to connect with a kubeconfig of one's own. */
async function prepare(t: TestContext, options: Partial<PracticeClusterOptions> = {}) {
  const cluster = await startPracticeCluster({ clock, ...options })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-kube-'))
  const opened: KubernetesCluster[] = []
  t.after(async () => {
    await Promise.all(opened.map((one) => one.close()))
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const file = join(folder, 'config')
  writeFileSync(file, cluster.kubeconfig())
  const authority = Buffer.from(cluster.authority).toString('base64')
  const kubeconfigWith = (user: object, changes: object = {}): string =>
    JSON.stringify({
      'current-context': 'c',
      clusters: [{ name: 'k', cluster: { server: cluster.url, 'certificate-authority-data': authority, ...changes } }],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'c', context: { cluster: 'k', user: 'u' } }],
    })
  async function connect(wish: { text?: string; context?: string; environment?: Record<string, string> } = {}) {
    const own = join(folder, 'own')
    if (wish.text !== undefined) writeFileSync(own, wish.text)
    const environment = { PATH: process.env.PATH, ...wish.environment }
    const config = readKubeconfig({
      environment,
      workingDirectory: folder,
      homeDirectory: folder,
      file: wish.text === undefined ? file : own,
      context: wish.context,
    })
    const connected = await connectKubernetes(config, {
      environment,
      clock,
      timeLimitMs: 3_000,
      repetitionDelaysMs: [5],
    })
    opened.push(connected)
    return connected
  }
  return { cluster, folder, file, kubeconfigWith, connect, usersSeen: () => cluster.calls.map(({ user }) => user) }
}

function failsWith(abortClass: AbortClass, pattern: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof CloudError, String(error))
    assert.equal(error.reason.class, abortClass, error.message)
    assert.match(error.message, pattern)
    return true
  }
}

describe('a cluster', () => {
  test('is met with a token, a client certificate, or nobody at all', async (t) => {
    const { connect, usersSeen } = await prepare(t)
    await connect()
    await connect({ context: 'practice-certificate' })
    await connect({ context: 'practice-anonymous' })
    assert.deepEqual(usersSeen(), ['practice-token', 'practice-admin', 'system:anonymous'])
  })

  test('is met with name and password, and as somebody else', async (t) => {
    const { cluster, connect, kubeconfigWith, usersSeen } = await prepare(t)
    await connect({ text: kubeconfigWith({ username: 'practice', password: cluster.password }) })
    await connect({ text: kubeconfigWith({ token: cluster.token, as: 'jane', 'as-groups': ['a', 'b'] }) })
    assert.deepEqual(usersSeen(), ['practice-basic', 'jane'])
  })

  test('that gets a wrong token ends the connection, and no error shows it', async (t) => {
    const { connect, kubeconfigWith } = await prepare(t)
    await assert.rejects(connect({ text: kubeconfigWith({ token: 'canary-token' }) }), (error) => {
      assert.ok(!String(error).includes('canary'))
      return failsWith('credential', /401/)(error)
    })
  })

  test('is not believed with a foreign certificate, unless told so', async (t) => {
    const { cluster, connect, kubeconfigWith } = await prepare(t)
    const foreign = await startPracticeCluster({ clock })
    t.after(() => foreign.stop())
    const authority = { 'certificate-authority-data': Buffer.from(foreign.authority).toString('base64') }
    const user = { token: cluster.token }
    await assert.rejects(connect({ text: kubeconfigWith(user, authority) }), failsWith('unreachable', /no valid TLS/))
    const insecure = { 'certificate-authority-data': null, 'insecure-skip-tls-verify': true }
    assert.match((await connect({ text: kubeconfigWith(user, insecure) })).config.warnings.join(), /not verified/)
  })

  test('may have a certificate for the name that tls-server-name says', async (t) => {
    const { cluster, connect, kubeconfigWith } = await prepare(t)
    const user = { token: cluster.token }
    await connect({ text: kubeconfigWith(user, { 'tls-server-name': 'practice.test' }) })
    const wrong = kubeconfigWith(user, { 'tls-server-name': 'other.test' })
    await assert.rejects(connect({ text: wrong }), failsWith('unreachable', /other\.test/))
  })

  test('that redirects elsewhere never makes the token go there', async (t) => {
    const { cluster, connect } = await prepare(t, { defects: ['nodes-elsewhere'] })
    const connected = await connect()
    await assert.rejects(connected.fetchList('/api/v1/nodes'), failsWith('provider-error', /status 302/))
    assert.deepEqual(
      cluster.calls.filter(({ server }) => server === 'foreign'),
      [],
    )
  })

  test('gives long lists page by page', async (t) => {
    const { cluster, connect } = await prepare(t, { nodeCount: 1_201 })
    const nodes = await (await connect()).fetchList('/api/v1/nodes')
    assert.equal(nodes.length, 1_201)
    assert.equal(cluster.calls.filter(({ path }) => path.startsWith('/api/v1/nodes')).length, 3)
  })

  for (const [defect, abortClass, pattern] of [
    ['nodes-endless-pages', 'provider-error', /in a circle/],
    ['nodes-hang', 'time-out', /no answer/],
    ['nodes-forbidden', 'permission', /403: .*cannot list resource "nodes"/],
  ] as const) {
    test(`with the defect ${defect} cannot be asked for its nodes`, async (t) => {
      const connected = await (await prepare(t, { defects: [defect] })).connect()
      await assert.rejects(connected.fetchList('/api/v1/nodes'), failsWith(abortClass, pattern))
    })
  }
})

describe('a token file', () => {
  test('is read again when the server refuses what it held', async (t) => {
    const { cluster, connect, folder, kubeconfigWith } = await prepare(t)
    const path = join(folder, 'token')
    writeFileSync(path, `${cluster.token}\n`)
    const connected = await connect({ text: kubeconfigWith({ tokenFile: 'token' }) })
    cluster.exchangeToken('fresh-token')
    writeFileSync(path, 'fresh-token')
    assert.equal((await connected.fetchList('/api/v1/nodes')).length, 6)
  })

  test('that is missing is said with its place in the kubeconfig', async (t) => {
    const { connect, kubeconfigWith } = await prepare(t)
    await assert.rejects(connect({ text: kubeconfigWith({ tokenFile: 'none' }) }), (error) => {
      assert.match(error instanceof CloudError ? (error.place ?? '') : '', /own:1:\d+$/)
      return failsWith('credential', /none cannot be read/)(error)
    })
  })
})

describe('a credential plugin', () => {
  async function withPlugin(t: TestContext, script: string, exec: object = {}) {
    const prepared = await prepare(t)
    const path = join(prepared.folder, 'plugin')
    writeFileSync(path, `#!/bin/sh\n${script}`)
    chmodSync(path, 0o755)
    const plugin = { apiVersion: 'client.authentication.k8s.io/v1', command: './plugin', interactiveMode: 'Never' }
    const text = prepared.kubeconfigWith({ exec: { ...plugin, ...exec } })
    return { ...prepared, text }
  }

  const printing = (status: object) =>
    `cat <<'END'\n${JSON.stringify({ kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1', status })}\nEND\n`

  test('brings a token, and is told about its cluster', async (t) => {
    const script = `echo "$KUBERNETES_EXEC_INFO" > "$OUT"\necho "{\\"kind\\":\\"ExecCredential\\",\\"apiVersion\\":\\"client.authentication.k8s.io/v1\\",\\"status\\":{\\"token\\":\\"$1\\"}}"`
    const { cluster, folder, connect, kubeconfigWith, usersSeen } = await withPlugin(t, script)
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: './plugin',
      args: [cluster.token],
      env: [{ name: 'OUT', value: join(folder, 'info') }],
      provideClusterInfo: true,
    }
    await connect({ text: kubeconfigWith({ exec }) })
    assert.deepEqual(usersSeen(), ['practice-token'])
    const { readFileSync } = await import('node:fs')
    const info = JSON.parse(readFileSync(join(folder, 'info'), 'utf8'))
    assert.equal(info.spec.interactive, false)
    assert.equal(info.spec.cluster.server, cluster.url)
  })

  test('brings a client certificate', async (t) => {
    const { cluster, connect, folder, text, usersSeen } = await withPlugin(t, 'cat "$(dirname "$0")/answer"')
    const status = { clientCertificateData: cluster.client.certificate, clientKeyData: cluster.client.key }
    const answer = { kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1', status }
    writeFileSync(join(folder, 'answer'), JSON.stringify(answer))
    await connect({ text })
    assert.deepEqual(usersSeen(), ['practice-admin'])
  })

  for (const [name, script, exec, pattern] of [
    ['that fails', 'echo "please log in" >&2; exit 4', {}, /failed \(4\): please log in/],
    ['that prints something else', 'echo hello', {}, /no ExecCredential/],
    ['that prints neither token nor certificate', printing({}), {}, /neither token nor certificate/],
    ['that floods', 'yes', {}, /more than 1000000 bytes/],
    [
      'that is not installed',
      '',
      { command: 'siegel-no-such-plugin', installHint: 'Get it.' },
      /not installed; Get it/,
    ],
  ] as const) {
    test(`${name} is said so`, async (t) => {
      const { connect, text } = await withPlugin(t, script, exec)
      await assert.rejects(connect({ text }), failsWith('credential', pattern))
    })
  }
})

/** A proxy for one test that remembers which hosts it was asked for, and leads all of them to this machine. */
async function startProxy(t: TestContext): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const proxy: Server = createServer()
  proxy.on('connect', (request, socket, head) => {
    asked.push(request.url ?? '')
    const port = Number((request.url ?? '').split(':').at(-1))
    const through = connectSocket(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      through.write(head)
      through.pipe(socket)
      socket.pipe(through)
    })
    through.on('error', () => socket.destroy())
    socket.on('error', () => through.destroy())
    t.after(() => through.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  t.after(() => proxy.close())
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked }
}

describe('a proxy', () => {
  test('of the kubeconfig is used, even for this machine', async (t) => {
    const { cluster, connect, kubeconfigWith } = await prepare(t)
    const proxy = await startProxy(t)
    await connect({ text: kubeconfigWith({ token: cluster.token }, { 'proxy-url': proxy.url }) })
    assert.deepEqual(proxy.asked, [cluster.url.replace('https://', '')])
  })

  test('of the environment is used for other hosts only, and not for those of NO_PROXY', async (t) => {
    const { cluster, connect, kubeconfigWith } = await prepare(t)
    const proxy = await startProxy(t)
    const user = { token: cluster.token }
    await connect({ text: kubeconfigWith(user), environment: { HTTPS_PROXY: proxy.url } })
    assert.deepEqual(proxy.asked, [])
    const elsewhere = kubeconfigWith(user, { server: cluster.url.replace('127.0.0.1', 'practice.test') })
    await connect({ text: elsewhere, environment: { HTTPS_PROXY: proxy.url } })
    assert.deepEqual(proxy.asked, [cluster.url.replace('https://127.0.0.1', 'practice.test')])
    const excepted = { HTTPS_PROXY: proxy.url, NO_PROXY: '.test' }
    await assert.rejects(
      connect({ text: elsewhere, environment: excepted }),
      failsWith('unreachable', /practice\.test/),
    )
  })
})

describe('kubectl', () => {
  const run = promisify(execFile)

  test('sees what our client sees', async (t) => {
    const { cluster, connect, file, folder } = await prepare(t, { nodeCount: 23 })
    const connected = await connect()
    const kubectl = async (...words: string[]): Promise<string> => {
      const { stdout } = await run('kubectl', ['--kubeconfig', file, `--cache-dir=${folder}/cache`, ...words], {
        timeout: 20_000,
      })
      return stdout
    }
    const version = (await connected.fetch('/version')) as { gitVersion: string }
    assert.equal(JSON.parse(await kubectl('version', '-o', 'json')).serverVersion.gitVersion, version.gitVersion)
    for (const [resource, path] of [
      ['nodes', '/api/v1/nodes'],
      ['storageclass', '/apis/storage.k8s.io/v1/storageclasses'],
      ['gatewayclasses', '/apis/gateway.networking.k8s.io/v1/gatewayclasses'],
    ] as const) {
      const seen = JSON.parse(await kubectl('get', resource, '-o', 'json')).items
      const names = (items: readonly unknown[]) => items.map((item) => (item as { metadata: object }).metadata)
      const ours = await connected.fetchList(path)
      assert.deepEqual(names(seen), names(ours))
    }
    const before = cluster.calls.length
    const paged = await kubectl('get', 'nodes', '--chunk-size=5', '-o', 'name')
    assert.equal(paged.trim().split('\n').length, 23)
    assert.equal(cluster.calls.slice(before).filter(({ path }) => path.startsWith('/api/v1/nodes?')).length, 5)
    const manifest = join(folder, 'namespace.yaml')
    writeFileSync(manifest, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: made-by-kubectl}\n')
    await kubectl('create', '--validate=false', '-f', manifest)
    assert.equal(cluster.objects('namespaces').length, 5)
    await kubectl('delete', '--wait=false', 'namespace', 'made-by-kubectl')
    assert.equal(cluster.objects('namespaces').length, 4)
  })
})
