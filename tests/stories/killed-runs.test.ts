import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { PlantedObject } from '#clouds/practice/objects/planted-object.ts'
import type { PracticeCloud } from '#clouds/practice/practice-cloud.ts'
import { missingObjects, remainingObjects } from '#clouds/practice/remaining-objects.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { runSiegel } from '../run-siegel.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const ROUNDS = process.env.SIEGEL_FULL === '1' ? 200 : 6
/** Until the first thing is created, and until everything is removed again; measured, and generous on both sides. */
const EARLIEST_KILL_MS = 300
const LATEST_KILL_MS = 3_500

/** Somebody else's, or left by the predecessor: named as ours are, and none of our business. */
const FOREIGN: readonly PlantedObject[] = [
  { kind: 'server', name: '_scs-0101-server', owner: 'colleague' },
  { kind: 'volume', name: 'scs-test-volume', owner: 'member' },
  { kind: 'volume', name: 'scs-test-0101-volume-0123456789-1', owner: 'colleague' },
  { kind: 'volume', name: null, owner: 'member' },
  { kind: 'backup', name: 'scs-test-volume-backup', owner: 'member' },
  { kind: 'network', name: '_scs-0101-net', owner: 'member' },
  { kind: 'subnet', name: '_scs-0101-subnet', owner: 'member' },
  { kind: 'router', name: '_scs-0101-router-0123456789-2', owner: 'member' },
  { kind: 'port', name: '', owner: 'member', fields: { fixed_ips: [{ ip_address: '10.1.0.100' }] } },
  { kind: 'security-group', name: 'scs-test-default-sg', owner: 'member' },
  { kind: 'secret', name: 'scs-member-role-test-secret', owner: 'member' },
  { kind: 'floating-ip', name: null, owner: 'member' },
]

let cloud: PracticeCloud
let folder: string
let environment: Record<string, string>

before(async () => {
  cloud = await startPracticeCloud({ clock: () => new Date(), pace: 20, latencyMs: 5, planted: FOREIGN })
  folder = mkdtempSync(join(tmpdir(), 'siegel-killed-'))
  const cloudsYaml = join(folder, 'clouds.yaml')
  writeFileSync(cloudsYaml, cloud.cloudsYaml())
  environment = { OS_CLIENT_CONFIG_FILE: cloudsYaml, XDG_STATE_HOME: join(folder, 'state') }
})

after(async () => {
  await cloud.stop()
  rmSync(folder, { recursive: true })
})

/** Pseudo-random numbers from 0 to 1 (mulberry32), the same in each run of the test. */
function seededNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const CHECK = ['check', 'iaas', '--subject', 'practice', '--os-cloud', 'practice-appcred', '--quiet']

/** Everything that creates something, the previews included. */
const CREATING = ['*0101*', '*0115*', '*0116-permissions', '*0117*', 'siegel-0126-*', 'siegel-1020-*'].flatMap(
  (pattern) => ['--testcase', pattern],
)

/** True if it was killed before it ended by itself. */
async function killAfter(milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, [MAIN, ...CHECK, ...CREATING], {
    env: { PATH: process.env.PATH ?? '', HOME: folder, ...environment },
    stdio: 'ignore',
  })
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)))
  await Promise.race([sleep(milliseconds), ended])
  child.kill('SIGKILL')
  return (await ended) === 'SIGKILL'
}

const describeAll = () => remainingObjects(cloud).map(({ kind, name }) => `${kind} ${name}`)

test('whenever a run is killed, `siegel clean` removes what it left, and nothing else', async (t) => {
  const random = seededNumbers(20_261_121)
  let killed = 0
  let leftSomething = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const milliseconds = EARLIEST_KILL_MS + random() * (LATEST_KILL_MS - EARLIEST_KILL_MS)
    if (await killAfter(milliseconds)) killed++
    const left = describeAll()
    if (left.length > 0) leftSomething++
    const dryRun = await runSiegel(['clean', '--os-cloud', 'practice-appcred', '--dry-run'], { environment })
    assert.notEqual(dryRun.exitCode, 3, dryRun.stderr)
    const clean = await runSiegel(['clean', '--os-cloud', 'practice-appcred', '--grace', '0.5'], { environment })
    const where = `round ${round}, killed after ${Math.round(milliseconds)} ms, left ${left.join(', ')}; ${clean.stdout}`
    assert.notEqual(clean.exitCode, 3, clean.stderr)
    assert.deepEqual(describeAll(), [], where)
    assert.deepEqual(missingObjects(cloud), [], where)
  }
  t.diagnostic(`${ROUNDS} runs, ${killed} killed, ${leftSomething} left something`)
  assert.ok(
    leftSomething >= ROUNDS / 3,
    `only ${leftSomething} of ${ROUNDS} runs left anything: the test proves little`,
  )
})

test('a run that is interrupted removes what it created before it ends', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const child = spawn(process.execPath, [MAIN, ...CHECK, ...CREATING], {
      env: { PATH: process.env.PATH ?? '', HOME: folder, ...environment },
      stdio: 'ignore',
    })
    const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
    while (remainingObjects(cloud).length < 4) await sleep(10)
    child.kill(signal)
    assert.equal(await ended, 2, signal)
    assert.deepEqual(describeAll(), [], signal)
    assert.deepEqual(missingObjects(cloud), [], signal)
  }
})

test('without a journal, objects with such names are shown and stay', async () => {
  const clean = await runSiegel(['clean', '--os-cloud', 'practice-appcred'], { environment })
  assert.equal(clean.exitCode, 2)
  assert.match(clean.stdout, /volume scs-test-volume \(/)
  assert.match(clean.stderr, /nothing of this was removed/)
  const without = await runSiegel(['clean', '--os-cloud', 'practice-appcred', '--yes'], { environment })
  assert.equal(without.exitCode, 3)
  assert.deepEqual(missingObjects(cloud), [])
})

test('objects that are in no journal go only if somebody says that they are theirs', async () => {
  const options = ['--unrecorded', '--yes']
  const clean = await runSiegel(['clean', '--os-cloud', 'practice-appcred', ...options], { environment })
  assert.equal(clean.exitCode, 0, clean.stdout)
  const kept = FOREIGN.filter(({ name }) => name === null || name === '')
  const suspicious = FOREIGN.length - kept.length
  assert.equal(missingObjects(cloud).length, suspicious)
})
