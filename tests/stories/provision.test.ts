import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { MADE_KUBECONFIG } from '#clouds/practice/kubernetes/cluster-platforms.ts'
import {
  type PracticeClusterOptions,
  startPracticeCluster,
} from '#clouds/practice/kubernetes/start-practice-cluster.ts'
import { MAIN, runSiegel } from '../run-siegel.ts'

const EXAMPLES = new URL('../../docs/how-to/provision-clusters/', import.meta.url)
const NAMESPACE = 'garden-scs'
const KEYS = {
  gardener: 'core.gardener.cloud/shoots',
  'cluster-api': 'cluster.x-k8s.io/clusters',
  rancher: 'provisioning.cattle.io/clusters',
  t8s: 'helm.toolkit.fluxcd.io/helmreleases',
} as const
type Kind = keyof typeof KEYS
const KINDS = Object.keys(KEYS) as Kind[]

const TEMPLATES: Record<Kind, string> = {
  gardener: 'templates: {shoot: shoot.yaml.j2}',
  'cluster-api': 'templates: {cluster: cluster.yaml.j2}',
  rancher: 'templates: {cluster: rancher-cluster.yaml.j2}',
  t8s: "hrName: acme, versions: ['1.36.3', '1.36.4']",
}

const VARIABLES = {
  garden_namespace: NAMESPACE,
  cloud_profile_name: 'acme',
  credentials_binding_name: 'b',
  floating_pool_name: 'external',
  load_balancer_provider: 'amphora',
  machine_image_name: 'ubuntu',
  machine_type: 'SCS-4V-16',
  region: 'r',
  zone: 'z',
  worker_cidr: '10.250.0.0/16',
  cloud_credential: 'cc',
  flavor: 'SCS-4V-16',
}

/** A platform on which somebody else has clusters, too, and a folder with the examples of the documentation. */
async function prepare(t: TestContext, platforms: PracticeClusterOptions['platforms'] = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-provision-'))
  const cluster = await startPracticeCluster({ clock: () => new Date(), platforms })
  t.after(async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  cpSync(EXAMPLES, folder, { recursive: true })
  const kubeconfig = cluster
    .kubeconfig()
    .replaceAll('user: practice-token}', `user: practice-token, namespace: ${NAMESPACE}}`)
  writeFileSync(join(folder, 'management-kubeconfig.yaml'), kubeconfig)
  cluster.put('namespaces', { metadata: { name: NAMESPACE } })
  for (const key of new Set(Object.values(KEYS)))
    cluster.put(key, { metadata: { name: 'foreign', namespace: NAMESPACE } })
  const versions = ['1.36.3', '1.36.4', '1.35.9', '1.37.0'].map((version) => ({
    version,
    classification: version === '1.37.0' ? 'preview' : 'supported',
  }))
  cluster.put('core.gardener.cloud/cloudprofiles', { metadata: { name: 'acme' }, spec: { kubernetes: { versions } } })
  for (const [name, kubernetesVersion] of [
    ['stack-1-36-v2', 'v1.36.4'],
    ['stack-1-36-v10', 'v1.36.4'],
    ['stack-1-36-v11', 'v1.36.3'],
  ] as const) {
    const metadata = { name, namespace: NAMESPACE }
    cluster.put('clusterstack.x-k8s.io/clusterstackreleases', { metadata, status: { ready: true, kubernetesVersion } })
  }
  const vars = Object.entries(VARIABLES).map(([name, value]) => `${name}: ${value}`)
  const entries = KINDS.map(
    (kind) =>
      `  ${kind}-1.36: {kind: ${kind}, config: {name: acme, kubernetesVersion: '1.36', kubeconfig: management-kubeconfig.yaml, limitMinutes: 1, ${TEMPLATES[kind]}, vars: {${vars.join(', ')}}}}\n`,
  )
  writeFileSync(join(folder, 'clusters.yaml'), `clusters:\n${entries.join('')}`)
  const environment = { XDG_STATE_HOME: join(folder, 'state') }
  const run = (...argumentList: string[]) => runSiegel(argumentList, { environment, directory: folder })
  const objects = () =>
    [...Object.values(KEYS), 'rke-machine-config.cattle.io/openstackconfigs'].flatMap((key) =>
      cluster.objects(key).map(({ metadata }) => `${key} ${metadata.name}`),
    )
  const foreign = Object.values(KEYS).map((key) => `${key} foreign`)
  return { cluster, environment, folder, foreign, objects, run }
}

for (const kind of KINDS) {
  test(`${kind}: a cluster of the newest supported patch is made, and removed again`, async (t) => {
    const { cluster, folder, foreign, objects, run } = await prepare(t, { trouble: 'heals', looksUntilReady: 4 })
    const made = await run('provision', 'create', `${kind}-1.36`, '--poll', '0.02')
    assert.equal(made.exitCode, 0, made.stderr)
    assert.match(made.stderr, kind === 'rancher' ? /v1\.36\.4\+rke2r2/ : /1\.36\.4/)
    if (kind === 'cluster-api') {
      const own = cluster.objects(KEYS[kind]).find(({ metadata }) => metadata.name === 'acme')
      assert.match(JSON.stringify(own?.spec), /"classRef":\{"name":"stack-1-36-v10"\}/)
    }
    const path = join(folder, `${kind}-1.36`, 'kubeconfig.yaml')
    assert.equal(readFileSync(path, 'utf8'), MADE_KUBECONFIG)
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.equal(objects().length, foreign.length + (kind === 'rancher' ? 2 : 1))

    const clean = await run('clean', '--clusters', '--grace', '0')
    assert.equal(clean.exitCode, 0, clean.stderr)
    const status = await run('provision', 'status', `${kind}-1.36`)
    assert.match(status.stdout, /: ready with Kubernetes v?1\.36\.4/)
    const again = await run('provision', 'create', `${kind}-1.36`, '--poll', '0.02')
    assert.match(again.stderr, /is there already/)

    const removed = await run('provision', 'delete', `${kind}-1.36`, '--poll', '0.02')
    assert.equal(removed.exitCode, 0, removed.stderr)
    assert.deepEqual(objects().sort(), foreign.sort())
    const absent = await run('provision', 'delete', `${kind}-1.36`, '--poll', '0.02')
    assert.equal(absent.exitCode, 0, absent.stderr)
  })

  test(`${kind}: a cluster that does not become ready is removed again`, async (t) => {
    const { folder, foreign, objects, run } = await prepare(t, { trouble: 'never-ready' })
    const file = join(folder, 'clusters.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('limitMinutes: 1,', 'limitMinutes: 0,'))
    const made = await run('provision', 'create', `${kind}-1.36`, '--poll', '0.02')
    assert.equal(made.exitCode, 2, made.stderr)
    assert.match(made.stderr, /is not ready after/)
    assert.equal(existsSync(join(folder, `${kind}-1.36`)), false)
    assert.deepEqual(objects().sort(), foreign.sort())
  })

  test(`${kind}: a cluster of somebody else that has the name is left alone`, async (t) => {
    const { cluster, objects, run } = await prepare(t)
    cluster.put(KEYS[kind], { metadata: { name: 'acme', namespace: NAMESPACE } })
    const before = objects()
    const made = await run('provision', 'create', `${kind}-1.36`, '--poll', '0.02')
    assert.equal(made.exitCode, 2, made.stderr)
    assert.match(made.stderr, /not made by Siegel/)
    const removed = await run('provision', 'delete', `${kind}-1.36`, '--poll', '0.02')
    assert.equal(removed.exitCode, 2, removed.stderr)
    assert.deepEqual(objects(), before)
  })
}

test('Gardener: an error that no attempt repairs ends the waiting at once', async (t) => {
  const { foreign, objects, run } = await prepare(t, { trouble: 'fails' })
  const made = await run('provision', 'create', 'gardener-1.36', '--poll', '0.02')
  assert.equal(made.exitCode, 2)
  assert.match(made.stderr, /ERR_INFRA_QUOTA_EXCEEDED/)
  assert.deepEqual(objects().sort(), foreign.sort())
})

test('the examples of the documentation make a cluster on each platform', async (t) => {
  const { cluster, folder, foreign, objects } = await prepare(t)
  cpSync(new URL('clusters.yaml', EXAMPLES), join(folder, 'examples.yaml'))
  const file = join(folder, 'examples.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('https://garden.acme.example', cluster.url))
  mkdirSync(join(folder, 'tarook'))
  writeFileSync(join(folder, 'tarook', 'admin.conf'), MADE_KUBECONFIG)
  const environment = {
    XDG_STATE_HOME: join(folder, 'state'),
    GARDEN_CA_DATA: Buffer.from(cluster.authority).toString('base64'),
    GARDEN_TOKEN: cluster.token,
  }
  const ids = ['acme-gardener', 'acme-stacks-1.36', 'acme-rancher-1.36', 'acme-t8s-1.36', 'acme-tarook-1.36']
  const options = ['--clusters', 'examples.yaml', '--poll', '0.02', '--kubernetes-data', cluster.dataUrl]
  const made = await runSiegel(['provision', 'create', ...ids, ...options], { environment, directory: folder })
  // One of the branches that auto stands for has no supported version on this platform.
  assert.equal(made.exitCode, 2, made.stderr)
  assert.match(
    made.stderr,
    /acme-gardener-1\.37: .*no supported version of 1\.37 is offered\. It offers 1\.36\.3, 1\.36\.4, 1\.35\.9/,
  )
  const own = objects().filter((one) => !foreign.includes(one))
  assert.deepEqual(own.sort(), [
    'cluster.x-k8s.io/clusters stacks-1-36',
    'core.gardener.cloud/shoots acme-1-35',
    'core.gardener.cloud/shoots acme-1-36',
    'helm.toolkit.fluxcd.io/helmreleases scs-cert',
    'provisioning.cattle.io/clusters rancher-1-36',
    'rke-machine-config.cattle.io/openstackconfigs rancher-1-36-pool',
  ])
  const release = cluster.objects(KEYS.t8s).find(({ metadata }) => metadata.name === 'scs-cert')
  assert.match(JSON.stringify(release?.spec), /"version":\{"major":1,"minor":36,"patch":4\}/)
  for (const id of ['acme-gardener-1.36', 'acme-tarook-1.36'])
    assert.ok(existsSync(join(folder, id, 'kubeconfig.yaml')))
  const both = await runSiegel(['provision', 'create', 'acme-t8s', ...options], { environment, directory: folder })
  assert.equal(both.exitCode, 3)
  assert.match(both.stderr, /only one of them can exist/)
})

test('`check kaas --provision` makes the cluster, checks it, and removes it', async (t) => {
  const { cluster, foreign, objects, run } = await prepare(t)
  const options = ['--testcase', 'version-policy-check', '--kubernetes-data', cluster.dataUrl, '--time-limit', '1']
  const checked = await run('check', 'kaas', '--subject', 'gardener-1.36', '--provision', '--poll', '0.02', ...options)
  // The made cluster is at an address that does not exist, so that nothing can be determined about it.
  assert.equal(checked.exitCode, 2, checked.stderr)
  assert.match(checked.stderr, /acme is ready with Kubernetes 1\.36\.4[\s\S]*acme is gone/)
  assert.deepEqual(objects().sort(), foreign.sort())
  const both = await run('check', 'kaas', '--subject', 'gardener-1.36', '--provision', '--kubeconfig', 'x')
  assert.equal(both.exitCode, 3)
})

test('what is offered is listed, with the choice', async (t) => {
  const { run } = await prepare(t)
  const list = await run('provision', 'list')
  assert.equal(list.exitCode, 0, list.stderr)
  assert.match(list.stdout, /gardener-1\.36: Kubernetes 1\.36\.4\n(?:.*\n)*? {2}1\.37\.0 preview/)
  assert.match(list.stdout, /v1\.36\.4 supported \(stack-1-36-v10\)/)
})

test('what a killed making left is shown by a dry run, and `siegel clean --kubeconfig` removes it', async (t) => {
  const { cluster, environment, folder, foreign, objects } = await prepare(t, { looksUntilReady: 1_000_000 })
  const child = start(['provision', 'create', 'gardener-1.36', '--poll', '0.02'], { folder, environment })
  while (objects().length === foreign.length) await sleep(10)
  child.kill('SIGKILL')
  await ended(child)
  assert.equal(objects().length, foreign.length + 1)
  const dry = await runSiegel(['clean', '--clusters', '--dry-run'], { environment, directory: folder })
  assert.equal(dry.exitCode, 2)
  assert.match(dry.stdout, /would remove provisioned .*\/shoots\/acme/)
  assert.equal(cluster.objects(KEYS.gardener).length, 2)
  const clean = await runSiegel(['clean', '--kubeconfig', 'management-kubeconfig.yaml', '--grace', '0'], {
    environment,
    directory: folder,
  })
  assert.equal(clean.exitCode, 0, clean.stdout + clean.stderr)
  assert.deepEqual(objects().sort(), foreign.sort())
})

const ROUNDS = 8

test('whenever the making of a cluster is killed, `siegel clean` leaves none, and touches nothing foreign', async (t) => {
  const { environment, folder, foreign, objects, run } = await prepare(t, { looksUntilReady: 30 })
  let leftSomething = 0
  for (let round = 0; round < ROUNDS; round++) {
    const kind = KINDS[round % KINDS.length] ?? 'gardener'
    const child = start(['provision', 'create', `${kind}-1.36`, '--poll', '0.02'], { folder, environment })
    // Early ones before anything is made, late ones while it is waited for.
    const started = performance.now()
    const before = objects().length
    while (child.exitCode === null && objects().length === before && performance.now() - started < 60_000)
      await sleep(2)
    await sleep((round * 37) % 150)
    child.kill('SIGKILL')
    await ended(child)
    if (objects().length > before) leftSomething++
    const clean = await run('clean', '--clusters', '--grace', '0.5')
    assert.equal(clean.exitCode, 0, `round ${round}: ${clean.stdout}${clean.stderr}`)
    assert.deepEqual(objects().sort(), foreign.toSorted(), `round ${round}`)
  }
  t.diagnostic(`${ROUNDS} killed, ${leftSomething} had left something`)
  assert.ok(leftSomething >= ROUNDS / 2, `only ${leftSomething} of ${ROUNDS} left anything: the test proves little`)
})

function start(argumentList: readonly string[], { environment, folder }: { environment: object; folder: string }) {
  const env = { PATH: process.env.PATH ?? '', HOME: folder, ...environment }
  return spawn(process.execPath, [MAIN, ...argumentList], { cwd: folder, env, stdio: 'ignore' })
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('close', () => resolve())
  })
}
