/**
 * The full counts of the first story: signatures against OpenSSH (20 each way per key type), killed servers (20 rounds),
 * light testcases against the longest chain of calls, and the time of `siegel demo --once`.
 */
import { spawnSync } from 'node:child_process'

const environment = { ...process.env, SIEGEL_FULL: '1', SIEGEL_CRASH_ROUNDS: '20' }
let isProved = true

function step(title: string, program: string, ...programArguments: string[]): void {
  console.log(`\n-- ${title}`)
  const startedAt = performance.now()
  const { status } = spawnSync(program, programArguments, { stdio: 'inherit', env: environment })
  console.log(`-- ${status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  if (status !== 0) isProved = false
}

const REPORTER = '--test-reporter=./tools/failures-reporter.ts'

step(
  'signatures, both ways, 20 of 20 per key type',
  'node',
  '--test',
  REPORTER,
  'tests/compatibility/ssh-signature.test.ts',
)
step(
  'a server that is killed loses no acknowledged report',
  'node',
  '--test',
  REPORTER,
  'src/server/start-server.test.ts',
)
step('light testcases at 50 ms per call', 'node', 'bench/light-testcases.ts')
step('the demonstration', 'node', 'src/main.ts', 'demo', '--once')
process.exitCode = isProved ? 0 : 1
