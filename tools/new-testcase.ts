/**
 * Writes a new testcase with its test and registers it.
 * Usage: npm run new:testcase -- ID [--needs FACT] [--folder FOLDER]
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isTestcaseId } from '../src/vocabulary/testcase-id.ts'
import { TEMPLATE_FACTS, testcaseTestText, testcaseText } from './testcase-template.ts'

const USAGE = `npm run new:testcase -- ID [--needs ${TEMPLATE_FACTS.map(({ fact }) => fact).join('|')}] [--folder FOLDER]`
const ROOT = 'src/testcases/iaas'

function fail(message: string): never {
  console.error(`${message}\nUsage: ${USAGE}`)
  process.exit(1)
}

const { values, positionals } = parseArgs({
  options: { needs: { type: 'string', default: 'flavors' }, folder: { type: 'string' } },
  allowPositionals: true,
})
const id = positionals[0]
if (id === undefined || !isTestcaseId(id)) fail('Name the testcase by its id, such as scs-0104-image-debian-14.')
const template = TEMPLATE_FACTS.find(({ fact }) => fact === values.needs)
if (template === undefined) fail(`There is no template for a testcase that needs ${values.needs}.`)

const standard = /^scs-\d{4}/.exec(id)?.[0]
const known = readdirSync(ROOT).filter((name) => standard !== undefined && name.startsWith(standard))
const folder = values.folder ?? known[0]
if (folder === undefined) fail(`No folder of ${ROOT} belongs to ${id}: name one with --folder scs-XXXX-slug.`)
const file = join(ROOT, folder, `${id}.ts`)
if (existsSync(file)) fail(`${file} exists already.`)

mkdirSync(join(ROOT, folder), { recursive: true })
const testFile = join(ROOT, folder, `${id}.test.ts`)
writeFileSync(file, testcaseText(id, template))
writeFileSync(testFile, testcaseTestText(id, template))
spawnSync('biome', ['check', '--write', file, testFile], { stdio: 'inherit' })
spawnSync('node', ['tools/generate.ts'], { stdio: 'inherit' })
console.log(`
Written: ${file} and its test.
Next: replace title, requirement, remedy and the rule; then the rows of the table.
Try it: node --test ${testFile}
In use: a scope version uses it once a module in src/scopes/*.yaml names it.`)
