/**
 * The full counts of the complete IaaS suite: 200 killed runs on the practice cloud, 10 000 generated healthy clouds and
 * all seeded defects, our client against a sequential one. With SIEGEL_TEST_CLOUDS_YAML also 20 killed runs on a real cloud.
 */
import { spawnSync } from 'node:child_process'

const environment = { ...process.env, SIEGEL_FULL: '1' }
const REPORTER = '--test-reporter=./tools/failures-reporter.ts'
let isProved = true

function step(title: string, ...nodeArguments: string[]): void {
  console.log(`\n-- ${title}`)
  const { status } = spawnSync('node', nodeArguments, { stdio: 'inherit', env: environment })
  if (status !== 0) isProved = false
}

step(
  'seeded defects, and 10 000 healthy clouds',
  '--test',
  REPORTER,
  'tests/mutations/mutations.test.ts',
  'tests/mutations/healthy-clouds.test.ts',
)
step('200 runs killed on the practice cloud', '--test', REPORTER, 'tests/stories/killed-runs.test.ts')
step('our client against a sequential one', 'bench/suite.ts')
if (process.env.SIEGEL_TEST_CLOUDS_YAML) {
  step('20 runs killed on a real cloud', '--test', REPORTER, 'tests/openstack/killed-runs.test.ts')
} else {
  console.log('\n-- SIEGEL_TEST_CLOUDS_YAML names no real cloud: the 20 killed runs there were NOT made')
}
process.exitCode = isProved ? 0 : 1
