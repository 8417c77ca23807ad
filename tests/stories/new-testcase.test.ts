import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const COPIED = ['package.json', 'tsconfig.json', 'biome.json', '.gitignore', 'src', 'tools', 'docs', 'tests/browser']
const FOLDER = 'src/testcases/iaas/scs-0104-standard-images'

describe('a newcomer’s first testcase', () => {
  let copy: string

  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'siegel-newcomer-'))
    for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    assert.equal(spawnSync('git', ['init', '-q'], { cwd: copy }).status, 0)
  })

  after(() => rmSync(copy, { recursive: true }))

  function run(...words: string[]): string {
    const [program = '', ...more] = words
    const { status, stdout, stderr } = spawnSync(program, more, { cwd: copy, encoding: 'utf8' })
    assert.equal(status, 0, `${words.join(' ')}\n${stdout}${stderr}`)
    return stdout
  }

  test('one command writes it with its test and registers it; everything is sound at once', () => {
    run('node', 'tools/new-testcase.ts', 'scs-0104-image-debian-14', '--needs', 'providedImages')
    run('node', '--test', `${FOLDER}/scs-0104-image-debian-14.test.ts`)
    run('node', '--test', 'src/testcases/registry.test.ts')
    run('node', 'tools/generate.ts', '--check')
    run('tsc', '--noEmit', '-p', '.')
    run('biome', 'check', `${FOLDER}/scs-0104-image-debian-14.ts`, `${FOLDER}/scs-0104-image-debian-14.test.ts`)
    assert.match(run('node', 'src/main.ts', 'explain', 'scs-0104-image-debian-14'), /Every image has a name/)
  })

  test('another command renames it everywhere', () => {
    run('node', 'tools/rename-testcase.ts', 'scs-0104-image-debian-14', 'scs-0104-image-forky')
    assert.ok(!existsSync(join(copy, FOLDER, 'scs-0104-image-debian-14.ts')))
    run('node', '--test', `${FOLDER}/scs-0104-image-forky.test.ts`)
    run('node', 'tools/generate.ts', '--check')
    assert.doesNotMatch(readFileSync(join(copy, 'src/testcases/index.ts'), 'utf8'), /debian-14/)
  })
})
