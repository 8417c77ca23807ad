/**
 * The full counts of operation: servers killed at 200 random moments on each database (while they take reports in, start and
 * stop), PostgreSQL itself killed 20 times, and migration, restore, retention and import killed 10 times on each database.
 * SIEGEL_CRASH_SEED chooses other moments.
 */
import { spawnSync } from 'node:child_process'
import { machinePrograms } from '../tools/machine-programs.ts'
import { startTestPostgres } from '../tools/postgres-for-tests.ts'

const binaries = machinePrograms(process.env).find(({ name }) => name === 'postgres')?.path
if (binaries === undefined) throw new Error('PostgreSQL is not installed: npm run setup')
const postgres = await startTestPostgres(binaries)

function step(title: string, rounds: number, file: string): boolean {
  console.log(`\n-- ${title}`)
  const env = { ...process.env, SIEGEL_CRASH_ROUNDS: String(rounds), SIEGEL_TEST_POSTGRES_URL: postgres.url }
  const { status } = spawnSync('node', ['--test', '--test-reporter=spec', file], { stdio: 'inherit', env })
  console.log(`-- ${status === 0 ? 'ok' : 'FAILED'}`)
  return status === 0
}

const outcomes = [
  step('PostgreSQL killed during uploads', 20, 'tests/stories/postgres-killed.test.ts'),
  step('migration, restore, retention and import killed', 10, 'src/server/killed-work.test.ts'),
  step('servers killed during uploads, start and stop', 200, 'src/server/crash.test.ts'),
]
await postgres.stop()
process.exitCode = outcomes.every(Boolean) ? 0 : 1
