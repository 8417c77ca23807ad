/**
 * The full counts of scale: the bench of the monitor on both databases.
 */
import { spawnSync } from 'node:child_process'
import { machinePrograms } from '../tools/machine-programs.ts'
import { startTestPostgres } from '../tools/postgres-for-tests.ts'

const binaries = machinePrograms(process.env).find(({ name }) => name === 'postgres')?.path
if (binaries === undefined) throw new Error('PostgreSQL is not installed: npm run setup')
const postgres = await startTestPostgres(binaries)
const environment = { ...process.env, SIEGEL_TEST_POSTGRES_URL: postgres.url }

function step(title: string, ...programArguments: string[]): boolean {
  console.log(`\n-- ${title}`)
  const { status } = spawnSync('node', programArguments, { stdio: 'inherit', env: environment })
  console.log(`-- ${status === 0 ? 'ok' : 'FAILED'}`)
  return status === 0
}

const outcomes = [step('the monitor against its predecessor', 'bench/monitor.ts')]
await postgres.stop()
process.exitCode = outcomes.every(Boolean) ? 0 : 1
