/**
 * Runs the full counts behind docs/figures.md: `npm run prove` for all, `npm run prove -- NAME` for one.
 * Each script in prove/ belongs to one part of the work and prints its figures.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename } from 'node:path'

const wanted = process.argv.slice(2)
const names = readdirSync('prove')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .sort()
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`No script prove/${unknown[0]}.ts; there are: ${names.join(', ')}`)
  process.exit(1)
}
const failed = names
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .filter((name) => {
    console.log(`\n== prove ${name}`)
    const { status } = spawnSync('node', [`prove/${name}.ts`], { stdio: 'inherit' })
    return status !== 0
  })
console.log(failed.length === 0 ? '\nEverything is proved.' : `\nNot proved: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
