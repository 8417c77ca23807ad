/**
 * Everything that must be true: generated files, lint with import table, types, dead code, unit tests, integration tests
 * on both databases, browser tests. Names loudly what a missing program prevents; with CI=true that is a failure.
 * Usage: npm test [-- PART...], where PART is one of the names below.
 */
import { spawnSync } from 'node:child_process'
import { filesBelow } from './files-below.ts'
import { machinePrograms } from './machine-programs.ts'
import { startTestPostgres } from './postgres-for-tests.ts'

interface Part {
  readonly name: string
  run(): boolean
}

const isCi = process.env.CI === 'true'
const programs = machinePrograms(process.env)
const missing = programs.filter((program) => program.path === undefined)
const has = (name: string): boolean => programs.some((program) => program.name === name && program.path !== undefined)

const isTest = (path: string): boolean => path.endsWith('.test.ts')
/** Tests with effects (database, network, processes) get a process each; pure ones share one, which is far faster. */
const hasEffects = (path: string): boolean => /^src\/(server|clouds|probes|suite|commands)\//.test(path)
const unitTests = [...filesBelow('src', isTest), ...filesBelow('tools', isTest)]
const pureTests = unitTests.filter((path) => !hasEffects(path))
const effectTests = unitTests.filter(hasEffects)
const storyTests = filesBelow('tests', isTest).filter((path) => !/^tests\/(browser|openstack)\//.test(path))
const browserTests = filesBelow('tests', (path) => /^tests\/browser\/.*\.test\.ts$/.test(path))

const postgresBinaries = programs.find((program) => program.name === 'postgres')?.path
const postgres = postgresBinaries === undefined ? undefined : await startTestPostgres(postgresBinaries)
const environment = {
  ...process.env,
  ...(postgres && { SIEGEL_TEST_POSTGRES_URL: postgres.url }),
  SIEGEL_TEST_CHROMIUM: programs.find((program) => program.name === 'chromium')?.path ?? '',
}

function run(command: string, commandArguments: readonly string[]): boolean {
  const { status } = spawnSync(command, commandArguments, { stdio: 'inherit', env: environment })
  return status === 0
}

function nodeTest(files: readonly string[], ...flags: string[]): boolean {
  return (
    files.length === 0 || run('node', ['--test', '--test-reporter=./tools/failures-reporter.ts', ...flags, ...files])
  )
}

const parts: readonly Part[] = [
  { name: 'generated', run: () => run('node', ['tools/generate.ts', '--check']) },
  { name: 'lint', run: () => run('biome', ['check', '--error-on-warnings', '.']) },
  { name: 'types', run: () => run('tsc', ['--noEmit']) },
  { name: 'dead-code', run: () => run('knip', ['--no-progress']) },
  { name: 'unit', run: () => nodeTest(pureTests, '--test-isolation=none') },
  { name: 'effects', run: () => nodeTest(effectTests, '--test-concurrency=2') },
  { name: 'stories', run: () => nodeTest(storyTests, '--test-concurrency=2') },
  { name: 'browser', run: () => !has('chromium') || nodeTest(browserTests, '--test-concurrency=1') },
]

const chosen = process.argv.slice(2)
const failed: string[] = []
try {
  for (const part of parts) {
    if (chosen.length > 0 && !chosen.includes(part.name)) continue
    const startedAt = performance.now()
    console.log(`\n== ${part.name}`)
    if (!part.run()) failed.push(part.name)
    console.log(
      `== ${part.name}: ${failed.includes(part.name) ? 'FAILED' : 'ok'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    )
  }
} finally {
  await postgres?.stop()
}

for (const program of missing) {
  console.log(`\n!! ${program.name} is not installed: ${program.neededFor} were NOT run.`)
  console.log(`!! Install it with: npm run setup   (as root; or: apt-get install ${program.debianPackage})`)
}
if (missing.length > 0 && isCi) failed.push('programs missing under CI=true')
console.log(failed.length === 0 ? '\nAll parts passed.' : `\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
