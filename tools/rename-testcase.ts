/**
 * Renames a testcase that has a file of its own: files, id, scopes, generated files.
 * Ids that a stable scope version uses never change; this is for testcases still on their way there.
 * Usage: npm run rename:testcase -- OLD-ID NEW-ID
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isTestcaseId } from '../src/vocabulary/testcase-id.ts'
import { filesBelow } from './files-below.ts'
import { testcaseFiles } from './testcase-index.ts'

function fail(message: string): never {
  console.error(`${message}\nUsage: npm run rename:testcase -- OLD-ID NEW-ID`)
  process.exit(1)
}

const [oldId, newId] = process.argv.slice(2)
if (oldId === undefined || newId === undefined || !isTestcaseId(newId)) fail('Name the old and the new id.')
const file = testcaseFiles().find(({ path, isFamily }) => !isFamily && basename(path, '.ts') === oldId)
if (file === undefined) fail(`No file is called ${oldId}.ts. A member of a family is renamed in its family's table.`)
const folder = dirname(file.path)
if (existsSync(join(folder, `${newId}.ts`))) fail(`${newId} exists already.`)

const wholeId = new RegExp(`(?<![\\w-])${oldId}(?![\\w-])`, 'g')
for (const path of [...filesBelow(folder, (name) => name.endsWith('.ts')), ...filesBelow('src/scopes', isScope)]) {
  const text = readFileSync(path, 'utf8')
  const renamed = text.replace(wholeId, newId)
  if (renamed !== text) writeFileSync(path, renamed)
}
for (const suffix of ['.ts', '.test.ts']) {
  const path = join(folder, oldId + suffix)
  if (existsSync(path)) renameSync(path, join(folder, newId + suffix))
}
spawnSync('node', ['tools/generate.ts'], { stdio: 'inherit' })
console.log(`${oldId} is now ${newId}.`)

function isScope(path: string): boolean {
  return path.endsWith('.yaml')
}
