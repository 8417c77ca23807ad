/** Installs, as root on Debian, the programs that some tests need. */
import { spawnSync } from 'node:child_process'
import { machinePrograms } from './machine-programs.ts'

const missing = machinePrograms(process.env).filter((program) => program.path === undefined)
if (missing.length === 0) {
  console.log('Every program that the tests need is installed.')
} else {
  const packages = missing.map((program) => program.debianPackage)
  console.log(`Installing ${packages.join(', ')} with apt-get ...`)
  const steps = [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ]
  for (const step of steps) {
    const { status, error } = spawnSync('apt-get', step, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) {
      console.error(
        `apt-get ${step[0]} did not succeed${error ? ` (${error.message})` : ''}. ` +
          `Run this as root on Debian, or install by hand: ${packages.join(' ')}`,
      )
      process.exitCode = 1
      break
    }
  }
}
