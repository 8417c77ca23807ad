/**
 * The full counts of fuzzing the monitor: a million mutated reports in process, ten thousand uploads over HTTP and ten
 * million random bytes, on both databases; and how long the event loop of the server was kept at most. Ten minutes.
 */
import { spawnSync } from 'node:child_process'
import { machinePrograms } from '../tools/machine-programs.ts'
import { startTestPostgres } from '../tools/postgres-for-tests.ts'

const binaries = machinePrograms(process.env).find(({ name }) => name === 'postgres')?.path
if (binaries === undefined) throw new Error('PostgreSQL is not installed: npm run setup')
const postgres = await startTestPostgres(binaries)
try {
  const { status } = spawnSync(
    'node',
    ['--test', '--test-concurrency=1', 'tests/fuzz/reports-over-http.test.ts', 'tests/fuzz/reports-in-process.test.ts'],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        SIEGEL_TEST_POSTGRES_URL: postgres.url,
        SIEGEL_FUZZ_REPORTS: '1000000',
        SIEGEL_FUZZ_UPLOADS: '10000',
        SIEGEL_FUZZ_BYTES: '10000000',
      },
    },
  )
  process.exitCode = status ?? 1
} finally {
  await postgres.stop()
}
