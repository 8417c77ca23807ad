/**
 * How long the light testcases take against a practice cloud with 50 ms before each answer, 60 flavors and 40 images,
 * compared with the longest chain of calls that depend on one another: sign in, find the version of a service, fetch a
 * list of it, which has a single page here. Prints both, their ratio, and the number of calls.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ApiCall } from '#clouds/openstack/http-client.ts'
import { connectOpenStack } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { PROBES } from '#probes/index.ts'
import { gatherFacts } from '#suite/gather.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { TESTCASES } from '#testcases/index.ts'
import { judgeFacts } from '#testcases/judge-facts.ts'

const LATENCY_MS = 50
const ROUNDS = 5

const clock = () => new Date()
const cloud = await startPracticeCloud({ clock, latencyMs: LATENCY_MS, flavorCount: 60, imageCount: 40 })
const folder = mkdtempSync(join(tmpdir(), 'siegel-bench-'))
const file = join(folder, 'clouds.yaml')
writeFileSync(file, cloud.cloudsYaml('bench'))
const environment = { OS_CLIENT_CONFIG_FILE: file, OS_CLOUD: 'bench' }
const config = readCloudsYaml({ environment, workingDirectory: folder, homeDirectory: folder })
const light = testcasesOfLayer(TESTCASES, 'iaas').flatMap((testcase) =>
  testcase.judgedBy === 'program' && testcase.section === 'light' ? [testcase] : [],
)

for (let round = 1; round <= ROUNDS; round += 1) {
  const startedAt = performance.now()
  const openstack = await connectOpenStack(config, { environment })
  const names = [...new Set(light.flatMap(({ needs }) => needs))]
  const signal = new AbortController().signal
  const facts = await gatherFacts({ names, probes: PROBES, openstack, clock, signal })
  const judgements = judgeFacts(light, facts, clock())
  const wallMs = performance.now() - startedAt
  const chainMs = longestChain(openstack.calls)
  const passed = [...judgements.values()].filter(({ verdict }) => verdict === 'PASS').length
  console.log(
    `round ${round}: ${light.length} testcases (${passed} pass), ${openstack.calls.length} calls, ` +
      `wall ${wallMs.toFixed(0)} ms, longest chain ${chainMs.toFixed(0)} ms, ratio ${(wallMs / chainMs).toFixed(2)}`,
  )
  await openstack.close()
}
await cloud.stop()
rmSync(folder, { recursive: true })

/** Sign-in, then for each service its version document and the slowest of its lists; the slowest service counts. */
function longestChain(calls: readonly ApiCall[]): number {
  const services = Map.groupBy(
    calls.filter((call) => call.method === 'GET'),
    (call) => pathOf(call)[0] ?? '',
  )
  const chains = [...services.values()].map((own) => {
    const versionDocuments = own.filter((call) => pathOf(call).length === 1)
    const lists = own.filter((call) => pathOf(call).length !== 1)
    return slowest(versionDocuments) + slowest(lists)
  })
  return slowest(calls.filter((call) => call.method === 'POST')) + Math.max(...chains)
}

function pathOf(call: ApiCall): string[] {
  return new URL(call.url).pathname.split('/').filter((part) => part !== '')
}

function slowest(calls: readonly ApiCall[]): number {
  return Math.max(0, ...calls.map((call) => call.milliseconds))
}
