import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { connectOpenStack, type OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { RESOURCE_KINDS } from '#clouds/openstack/resources/index.ts'
import { removeResource } from '#clouds/openstack/resources/remove-recorded.ts'
import type { ResourceKindName } from '#clouds/openstack/resources/resource-kind.ts'
import { USUAL_RHYTHM } from '#clouds/openstack/resources/wait-for-state.ts'
import { NETWORK } from '#clouds/openstack/services.ts'
import { seededRandom } from '#evaluation/seeded-random.fixture.ts'
import { runSiegel } from '../run-siegel.ts'

/**
 * On a real OpenStack, runs are killed at moments of no choice, and `siegel clean` removes what they left. The project
 * must be nobody else's meanwhile. SIEGEL_TEST_CLOUDS_YAML names the clouds.yaml with the entry conformance-appcred.
 */
const cloudsYaml = process.env.SIEGEL_TEST_CLOUDS_YAML
if (!cloudsYaml) throw new Error('SIEGEL_TEST_CLOUDS_YAML does not name the clouds.yaml of a real OpenStack')

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const ENTRY = 'conformance-appcred'
const ROUNDS = process.env.SIEGEL_FULL === '1' ? 20 : 2
const SEED = 20_261_121
const EARLIEST_KILL_MS = 800
const LATEST_KILL_MS = 15_000
const REMOVAL_LIMIT_MS = 60_000

const CHECK = ['check', 'iaas', '--subject', 'test-cloud', '--os-cloud', ENTRY, '--quiet']
const CREATING = ['--section', 'medium', '--section', 'heavy']

interface Foreign {
  readonly kind: ResourceKindName
  readonly name: string
  readonly body: (name: string) => unknown
}

/** Left by the predecessor or by somebody else: named as ours are, and none of our business. */
const FOREIGN: readonly Foreign[] = [
  { kind: 'volume', name: 'scs-test-volume', body: (name) => ({ volume: { name, size: 1 } }) },
  { kind: 'network', name: '_scs-0101-net', body: (name) => ({ network: { name } }) },
  { kind: 'security-group', name: 'scs-test-default-sg', body: (name) => ({ security_group: { name } }) },
  {
    kind: 'secret',
    name: 'scs-member-role-test-secret',
    body: (name) => ({ name, payload: 'foreign', payload_content_type: 'text/plain' }),
  },
]

interface Seen {
  readonly kind: string
  readonly id: string
  readonly name: string
}

const folder = mkdtempSync(join(tmpdir(), 'siegel-real-kills-'))
const environment = { OS_CLIENT_CONFIG_FILE: cloudsYaml, XDG_STATE_HOME: join(folder, 'state') }
const { signal } = new AbortController()
const planted: { readonly kind: ResourceKindName; readonly id: string }[] = []
let cloud: OpenStackCloud
let known: ReadonlySet<string>

before(async () => {
  const places = { environment, workingDirectory: folder, homeDirectory: folder }
  cloud = await connectOpenStack(readCloudsYaml({ ...places, cloud: ENTRY }), { environment })
  for (const { body, kind, name } of FOREIGN) {
    const { api, idIn, path } = RESOURCE_KINDS[kind]
    const id = idIn((await cloud.send(api, { method: 'POST', path, body: body(name) })).body)
    assert.ok(id, `the cloud created a ${kind}, but did not tell its id`)
    planted.push({ kind, id })
  }
  known = new Set((await everything()).map(({ id }) => id))
})

after(async () => {
  const options = { signal, rhythm: USUAL_RHYTHM, limitMs: REMOVAL_LIMIT_MS, settleMs: 0, now: () => new Date() }
  try {
    for (const { id, kind } of planted) {
      await removeResource(cloud, RESOURCE_KINDS[kind], { id, parentId: null }, options)
    }
  } finally {
    await cloud.close()
    rmSync(folder, { recursive: true })
  }
})

const unnamedSchema = z.array(z.object({ id: z.string(), name: z.string().nullish() }))

/** What Siegel creates, and what comes with it, as the project sees it. */
async function everything(): Promise<Seen[]> {
  const seen: Seen[] = []
  for (const { api, kind, list } of Object.values(RESOURCE_KINDS)) {
    // Users, projects, groups and roles are none of a project's member.
    if (list === undefined || api.types.includes('identity')) continue
    for (const { id, name } of await list(cloud, undefined, { signal })) seen.push({ kind, id, name })
  }
  const query = { project_id: cloud.project?.id ?? '' }
  for (const [kind, collection, path] of [
    ['port', 'ports', '/ports'],
    ['rbac-policy', 'rbac_policies', '/rbac-policies'],
  ] as const) {
    for (const { id, name } of unnamedSchema.parse(await cloud.fetchList(NETWORK, path, { collection, query }))) {
      seen.push({ kind, id, name: name ?? '' })
    }
  }
  return seen
}

/** What was not there before the first run. */
async function left(): Promise<Seen[]> {
  return (await everything()).filter(({ id }) => !known.has(id))
}

async function missing(): Promise<string[]> {
  const present = new Set((await everything()).map(({ id }) => id))
  return planted.filter(({ id }) => !present.has(id)).map(({ kind }) => kind)
}

/** True if it was killed before it ended by itself. */
async function killAfter(milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, [MAIN, ...CHECK, ...CREATING], {
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...environment },
    stdio: 'ignore',
  })
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, by) => resolve(by)))
  await Promise.race([sleep(milliseconds), ended])
  child.kill('SIGKILL')
  return (await ended) === 'SIGKILL'
}

const describeAll = (objects: readonly Seen[]) => objects.map(({ kind, name }) => `${kind} ${name}`.trim())

test('on a real cloud, `siegel clean` removes what a killed run left, and nothing else', async (t) => {
  const random = seededRandom(SEED)
  let leftSomething = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const milliseconds = Math.round(EARLIEST_KILL_MS + random() * (LATEST_KILL_MS - EARLIEST_KILL_MS))
    const wasKilled = await killAfter(milliseconds)
    const before = describeAll(await left())
    if (before.length > 0) leftSomething++
    const startedAt = performance.now()
    const clean = await runSiegel(['clean', '--os-cloud', ENTRY], { environment })
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    const after = describeAll(await left())
    const gone = clean.stdout.match(/^ {2}gone: .*$/gm) ?? []
    const where = `round ${round}, ${wasKilled ? 'killed' : 'ended'} after ${milliseconds} ms`
    console.log(`${where}, clean: ${seconds} s, exit ${clean.exitCode}, ${gone.length} of the journal gone`)
    console.log(`  left by the run: ${before.join(', ') || 'nothing'}; after clean: ${after.join(', ') || 'nothing'}`)
    const said = `${where}\n${clean.stdout}${clean.stderr}`
    assert.deepEqual(after, [], said)
    assert.deepEqual(await missing(), [], said)
    // Killed before it wrote a journal, it left nothing: then the foreign objects are shown, and stay.
    const hasJournal = /^Run [0-9a-f]+: /m.test(clean.stdout)
    assert.equal(clean.exitCode, hasJournal ? 0 : 2, said)
  }
  assert.deepEqual(describeAll(await left()), [], 'something came into being after its run had been cleaned up')
  t.diagnostic(`${ROUNDS} runs, ${leftSomething} left something`)
  assert.ok(leftSomething >= ROUNDS / 2, `only ${leftSomething} of ${ROUNDS} runs left anything: this proves little`)
})
