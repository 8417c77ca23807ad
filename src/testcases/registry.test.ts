import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, test } from 'node:test'
import { isTestcaseId } from '#vocabulary/testcase-id.ts'
import type { Testcase } from './define-testcase.ts'
import { TESTCASES } from './index.ts'

const FOLDERS = ['iaas', 'manual'].map((name) => join(import.meta.dirname, name))

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
)
const sources = files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))

describe('the shelf of testcases', () => {
  test('every id is well formed and unique', () => {
    const ids = TESTCASES.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    assert.deepEqual(
      ids.filter((id) => !isTestcaseId(id)),
      [],
    )
  })

  test('a file with one testcase carries its id', async () => {
    for (const file of sources) {
      const module = (await import(file)) as { testcase?: Testcase }
      if (module.testcase !== undefined) assert.equal(module.testcase.id, basename(file, '.ts'))
    }
  })

  test('every file with automated testcases has a test beside it', async () => {
    for (const file of sources) {
      const module = (await import(file)) as { testcase?: Testcase; testcases?: readonly Testcase[] }
      const isAutomated = [module.testcase, ...(module.testcases ?? [])].some((one) => one?.judgedBy === 'program')
      if (isAutomated) assert.ok(existsSync(file.replace(/\.ts$/, '.test.ts')), file)
    }
  })

  for (const testcase of TESTCASES) {
    test(`${testcase.id} says what is demanded, where, and what to do`, () => {
      assert.match(testcase.title, /^\S.{10,}[^.\s]$/s, 'a title is a sentence without its full stop')
      assert.equal(new URL(testcase.requirement).protocol, 'https:')
      assert.match(testcase.remedy, /\.$/, 'a remedy ends its sentence')
      if (testcase.judgedBy === 'program') assert.ok(testcase.needs.length > 0)
    })
  }
})
