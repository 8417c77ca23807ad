/**
 * The whole suite once, all sections, against a cloud of one's own; it creates, and removes what it created. Prints how long
 * each probe took, and the whole run's time, removal of everything included, as a ratio to that of the slowest probe: once as
 * it was in the same run, its own removal not counted, and once run alone just before, with its removal (goal: 1.15).
 *
 * Usage: OS_CLIENT_CONFIG_FILE=clouds.yaml node bench/whole-run.ts CLOUD
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectOpenStack } from '#clouds/openstack/openstack-cloud.ts'
import { readCloudsYaml } from '#clouds/openstack/read-clouds-yaml.ts'
import { bundledScope } from '#commands/bundled-scopes.ts'
import type { FactName } from '#facts/facts.ts'
import { testcasesOfLayer } from '#suite/layer.ts'
import { observeSubject } from '#suite/observe-subject.ts'
import { neededFacts } from '#suite/run-check.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import { SECTIONS } from '#vocabulary/section.ts'

const RATIO_GOAL = 1.15
const SLOWEST: FactName = 'entropyConsole'

interface Timing {
  readonly fact: FactName
  readonly seconds: number
  readonly result: string
}

const [name] = process.argv.slice(2)
if (name === undefined) throw new Error('usage: OS_CLIENT_CONFIG_FILE=clouds.yaml node bench/whole-run.ts CLOUD')
const clock = () => new Date()
const environment = process.env
const config = readCloudsYaml({ environment, workingDirectory: process.cwd(), homeDirectory: homedir(), cloud: name })
const scope = bundledScope('iaas')
const selection = selectTestcases({
  scope,
  at: clock(),
  testcases: testcasesOfLayer(TESTCASES, 'iaas'),
  versions: [],
  patterns: ['*'],
  sections: [...SECTIONS],
})
const names = neededFacts(selection)
const journalDirectory = mkdtempSync(join(tmpdir(), 'siegel-whole-run-'))
const cloud = await connectOpenStack(config, { environment })

/** Observes some facts, and removes what that created. */
async function observe(wanted: readonly FactName[]) {
  const startedAt = new Map<FactName, number>()
  const timings: Timing[] = []
  const begin = performance.now()
  const { cleanUp } = await observeSubject({
    names: wanted,
    means: { openstack: cloud },
    clock,
    signal: new AbortController().signal,
    connectOptions: { environment },
    journalDirectory,
    onProgress(step) {
      const now = performance.now()
      if (step.state === 'started') {
        startedAt.set(step.fact, now)
        return
      }
      const result = step.observed.ok ? 'observed' : step.observed.reason.detail
      timings.push({ fact: step.fact, seconds: (now - (startedAt.get(step.fact) ?? now)) / 1_000, result })
    },
  })
  const seconds = (performance.now() - begin) / 1_000
  timings.sort((one, other) => other.seconds - one.seconds)
  return { seconds, timings, leftovers: cleanUp?.leftovers ?? [] }
}

const alone = await observe([SLOWEST])
const before = cloud.calls.length
const { leftovers, seconds, timings } = await observe(names)
await cloud.close()

for (const { fact, result, seconds } of timings) console.log(`${seconds.toFixed(2).padStart(8)} s  ${fact}: ${result}`)
const slowest = timings[0]
if (slowest === undefined) throw new Error('no probe ran')
console.log(`${selection.testcases.length} testcases, ${timings.length} probes, ${cloud.calls.length - before} calls`)
console.log(`whole run, with the removal of what was created: ${seconds.toFixed(2)} s`)
console.log(`slowest probe in it: ${slowest.fact}, ${slowest.seconds.toFixed(2)} s without its removal`)
console.log(`whole run to that: ${(seconds / slowest.seconds).toFixed(3)}`)
console.log(`${SLOWEST} alone, with its removal: ${alone.seconds.toFixed(2)} s`)
const ratio = seconds / alone.seconds
console.log(`whole run to that: ${ratio.toFixed(3)}, goal ${RATIO_GOAL}: ${ratio <= RATIO_GOAL ? 'reached' : 'MISSED'}`)

const left = [...alone.leftovers, ...leftovers]
if (left.length === 0) rmSync(journalDirectory, { recursive: true })
else console.log(`LEFT: ${JSON.stringify(left)}; journal in ${journalDirectory}`)
