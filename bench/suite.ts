/**
 * Our light testcases against a client with the call pattern of the Python predecessor: the same practice cloud (50 ms
 * before each answer, 60 flavors, 40 images), the same run, in turn. Prints calls, milliseconds and the ratio of each
 * round, then that of the medians; the goal is 10. Given a cloud of one's own, does both against it as well, only reading;
 * there the goal is 800 ms for ours without the start of the process.
 *
 * Usage: [OS_CLIENT_CONFIG_FILE=clouds.yaml] node bench/suite.ts [--os-cloud NAME]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connectOpenStack } from '#clouds/openstack/openstack-cloud.ts'
import type { OpenStackConfig } from '#clouds/openstack/openstack-config.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { bundledScope } from '#commands/bundled-scopes.ts'
import { PROBES } from '#probes/index.ts'
import { gatherFacts } from '#suite/gather.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { neededFacts } from '#suite/run-check.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import { judgeFacts } from '#testcases/judge-facts.ts'
import { fetchSequentially } from './sequential-client.ts'

const LATENCY_MS = 50
const ROUNDS = 5
const RATIO_GOAL = 10
const REAL_CLOUD_GOAL_MS = 800

const clock = () => new Date()
const { values } = parseArgs({ options: { 'os-cloud': { type: 'string' } } })

await againstPracticeCloud()
if (process.env.OS_CLIENT_CONFIG_FILE !== undefined || values['os-cloud'] !== undefined) {
  const places = { environment: process.env, workingDirectory: process.cwd(), homeDirectory: homedir() }
  const name = values['os-cloud'] ?? process.env.OS_CLOUD
  const config = readCloudsYaml({ ...places, ...(name !== undefined && { cloud: name }) })
  const { ours } = await compare(`cloud ${config.name}`, config)
  const reached = ours <= REAL_CLOUD_GOAL_MS ? 'reached' : 'MISSED'
  console.log(`  goal for ours, without the start of the process: ${REAL_CLOUD_GOAL_MS} ms, ${reached}`)
}

async function againstPracticeCloud(): Promise<void> {
  const cloud = await startPracticeCloud({ clock, latencyMs: LATENCY_MS, flavorCount: 60, imageCount: 40 })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-bench-'))
  try {
    const file = join(folder, 'clouds.yaml')
    writeFileSync(file, cloud.cloudsYaml('bench'))
    const places = { environment: { OS_CLIENT_CONFIG_FILE: file }, workingDirectory: folder, homeDirectory: folder }
    const config = readCloudsYaml({ ...places, cloud: 'bench' })
    const { ratio } = await compare(`practice cloud, ${LATENCY_MS} ms before each answer`, config)
    console.log(`  goal: ${RATIO_GOAL} times faster, ${ratio >= RATIO_GOAL ? 'reached' : 'MISSED'}`)
  } finally {
    await cloud.stop()
    rmSync(folder, { recursive: true })
  }
}

async function compare(title: string, config: OpenStackConfig): Promise<{ ours: number; ratio: number }> {
  console.log(title)
  const rounds: { ours: number; theirs: number }[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const ours = await runLight(config)
    const theirs = await fetchSequentially(config)
    rounds.push({ ours: ours.milliseconds, theirs: theirs.milliseconds })
    console.log(
      `  round ${round}: ours ${ours.calls} calls, ${ours.milliseconds.toFixed(0)} ms ` +
        `(${ours.testcases} testcases, ${ours.aborted} not finished); sequential ${theirs.calls} calls, ` +
        `${theirs.milliseconds.toFixed(0)} ms (${theirs.flavors} flavors, ${theirs.images} images); ` +
        `ratio ${(theirs.milliseconds / ours.milliseconds).toFixed(1)}`,
    )
  }
  const ours = median(rounds.map((round) => round.ours))
  const theirs = median(rounds.map((round) => round.theirs))
  const ratio = theirs / ours
  console.log(`  medians: ours ${ours.toFixed(0)} ms, sequential ${theirs.toFixed(0)} ms, ratio ${ratio.toFixed(1)}`)
  return { ours, ratio }
}

/** From the read configuration to the verdicts: sign-in, all facts of the light testcases, all judgements. */
async function runLight(config: OpenStackConfig) {
  const environment = {}
  const scope = bundledScope('iaas')
  const selection = {
    scope,
    at: clock(),
    testcases: testcasesOfLayer(TESTCASES, 'iaas'),
    versions: [],
    patterns: ['*'],
  }
  const chosen = selectTestcases({ ...selection, sections: ['light'] })
  const startedAt = performance.now()
  const openstack = await connectOpenStack(config, { environment })
  try {
    const signal = new AbortController().signal
    const facts = await gatherFacts({ names: neededFacts(chosen), probes: PROBES, openstack, clock, signal })
    const judgements = judgeFacts(chosen.testcases, facts, clock())
    const milliseconds = performance.now() - startedAt
    const aborted = [...judgements.values()].filter(({ verdict }) => verdict === 'ABORT').length
    return { milliseconds, calls: openstack.calls.length, testcases: chosen.testcases.length, aborted }
  } finally {
    await openstack.close()
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
