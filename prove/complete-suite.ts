/**
 * The full counts of the complete IaaS suite: all seeded defects, 10 000 generated healthy clouds, 200 runs killed on the
 * practice cloud, hostile clouds, our client against a sequential one. With SIEGEL_TEST_CLOUDS_YAML (a cloud without
 * planted flaws, entries conformance, conformance-appcred and conformance-admin) also what only a real cloud can show: 20
 * killed runs, what is broken by hand, TLS before it, verdicts against the openstack command, and the time of a whole run.
 */
import { spawnSync } from 'node:child_process'

const cloudsYaml = process.env.SIEGEL_TEST_CLOUDS_YAML
const failed: string[] = []

function step(title: string, more: Readonly<Record<string, string>>, ...nodeArguments: string[]): void {
  console.log(`\n-- ${title}`)
  const startedAt = performance.now()
  const env = { ...process.env, SIEGEL_FULL: '1', ...more }
  const { status } = spawnSync('node', nodeArguments, { stdio: 'inherit', env })
  console.log(`-- ${status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`)
  if (status !== 0) failed.push(title)
}

const tests = (title: string, ...files: string[]) =>
  step(title, {}, '--test', '--test-concurrency=1', '--test-reporter=spec', ...files)

tests('seeded defects', 'tests/mutations/mutations.test.ts')
tests('10 000 generated healthy clouds', 'tests/mutations/healthy-clouds.test.ts')
tests('hostile clouds', 'tests/stories/hostile-cloud.test.ts', 'tests/stories/hostile-names.test.ts')
tests('200 runs killed on the practice cloud', 'tests/stories/killed-runs.test.ts')
step('our client against a sequential one, 50 ms before each answer', {}, 'bench/suite.ts')
step('light testcases against the longest chain of calls', {}, 'bench/light-testcases.ts')
if (cloudsYaml) {
  const real = { OS_CLIENT_CONFIG_FILE: cloudsYaml }
  step('real cloud: our client against a sequential one', real, 'bench/suite.ts', '--os-cloud', 'conformance-appcred')
  step('real cloud: the whole run', real, 'bench/whole-run.ts', 'conformance-appcred')
  tests('real cloud: verdicts against the openstack command', 'tests/openstack/verdicts-by-cli.test.ts')
  tests('real cloud: broken by hand', 'tests/openstack/broken-by-hand.test.ts')
  tests('real cloud: TLS before it', 'tests/openstack/tls-front.test.ts')
  tests('real cloud: 20 killed runs', 'tests/openstack/killed-runs.test.ts')
} else {
  console.log('\n-- SIEGEL_TEST_CLOUDS_YAML names no real cloud: what only that can show was NOT proved')
}
if (failed.length > 0) console.log(`\nFAILED: ${failed.join('; ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
