import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'

interface Row {
  readonly name: string
  readonly file: string
  readonly text: string
  /** What the linter says; null where the import is fine. */
  readonly message: RegExp | null
}

const ROWS: readonly Row[] = [
  {
    name: 'a testcase that asks a cloud',
    file: 'src/testcases/example.ts',
    text: "import { connectOpenStack } from '#clouds/openstack/openstack-cloud.ts'\nconnectOpenStack()\n",
    message: /testcases may not import clouds/,
  },
  {
    name: 'a server that judges',
    file: 'src/server/example.ts',
    text: "import { TESTCASES } from '#testcases/index.ts'\nTESTCASES.at(0)\n",
    message: /server may not import testcases/,
  },
  {
    name: 'a server that reads the catalogue of testcases',
    file: 'src/server/example.ts',
    text: "import catalogue from '#testcases/catalogue.json' with { type: 'json' }\n\ncatalogue.at(0)\n",
    message: null,
  },
  {
    name: 'an evaluation that reads a file',
    file: 'src/evaluation/example.ts',
    text: "import { readFileSync } from 'node:fs'\n\nreadFileSync('x')\n",
    message: /evaluation is pure/,
  },
  {
    name: 'a test of an evaluation that reads vectors',
    file: 'src/evaluation/example.test.ts',
    text: "import { readFileSync } from 'node:fs'\n\nreadFileSync('x')\n",
    message: null,
  },
  {
    name: 'an import that climbs out of its folder',
    file: 'src/server/show/example.ts',
    text: "import { fold } from '../../vocabulary/verdict.ts'\n\nfold([])\n",
    message: /Import other folders by name/,
  },
]

describe('the import table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-import-table-'))
  copyFileSync('biome.json', join(folder, 'biome.json'))
  // An empty ignore file is none for biome.
  writeFileSync(join(folder, '.gitignore'), 'node_modules/\n')
  after(() => rmSync(folder, { recursive: true }))

  for (const { name, file, text, message } of ROWS) {
    test(`${name} is ${message === null ? 'allowed' : 'refused'}`, () => {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
      const { status, stdout, stderr } = spawnSync('biome', ['lint', file], { cwd: folder, encoding: 'utf8' })
      if (message === null) assert.equal(status, 0, stdout + stderr)
      else assert.match(stdout + stderr, message)
    })
  }
})
