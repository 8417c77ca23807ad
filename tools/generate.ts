/** Writes the generated files; with --check writes nothing and fails if one of them is stale. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { presetsJsonSchema } from '../src/suite/presets/presets-json-schema.ts'
import { biomeConfiguration } from './biome-configuration.ts'
import { errorsPage } from './errors-page.ts'
import { pageAssets } from './page-assets.ts'
import { testcaseCatalogue } from './testcase-catalogue.ts'
import { testcaseIndex } from './testcase-index.ts'
import { testcasePages } from './testcase-pages.ts'

const checkOnly = process.argv.includes('--check')
const stale: string[] = []

function put(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  stale.push(path)
  if (checkOnly) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** The text as the formatter leaves it: it formats its own configuration whatever that says. */
function formatted(json: string): string {
  const { status, stdout, stderr } = spawnSync('biome', ['format', '--stdin-file-path=configuration.json'], {
    input: json,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`biome could not format its configuration: ${stderr}`)
  return stdout
}

put('biome.json', formatted(biomeConfiguration()))
put('src/testcases/index.ts', testcaseIndex())
// The catalogue is made from the index, so a stale index is written before the catalogue is made.
const catalogue = await testcaseCatalogue()
put('src/testcases/catalogue.json', `${JSON.stringify(catalogue, null, 2)}\n`)
for (const [path, text] of testcasePages(catalogue)) put(path, text)
for (const [path, text] of await pageAssets()) put(path, text)
put('docs/errors.md', errorsPage())
put('docs/siegel.schema.json', `${JSON.stringify(presetsJsonSchema(), null, 2)}\n`)

if (checkOnly && stale.length > 0) {
  console.error(`Stale generated files: ${stale.join(', ')}. Run: npm run generate`)
  process.exitCode = 1
} else {
  console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'Generated files are fresh.')
}
