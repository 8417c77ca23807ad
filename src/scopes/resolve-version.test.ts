import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from './example-scope.ts'
import { parseScope } from './parse-scope.ts'
import { resolveVersion } from './resolve-version.ts'
import type { TestcaseDefaults } from './scope.ts'
import { SHIPPED_SCOPES } from './shipped-scopes.ts'

const EXAMPLE = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example' })
const DEFAULTS: TestcaseDefaults = new Map([
  ['scs-9001-first', { lifetime: 'day', section: 'heavy' }],
  ['scs-9002-images', { lifetime: 'year', section: 'heavy' }],
  ['papers-check', { lifetime: 'quarter', section: null }],
] as const)

function shipped(slug: string) {
  const found = SHIPPED_SCOPES.find((candidate) => candidate.slug === slug)
  assert.ok(found)
  return parseScope(readFileSync(found.file, 'utf8'), { fileName: slug })
}

function vectors(file: 'iaas' | 'kaas') {
  return JSON.parse(readFileSync(new URL(`../../tests/vectors/${file}.json`, import.meta.url), 'utf8')).vectors
}

describe('a resolved scope version', () => {
  test('has its testcases in the order of its modules, with target, module and pinned parameters', () => {
    const { testcases, modules } = resolveVersion(EXAMPLE, 'v2', DEFAULTS)
    assert.deepEqual(
      testcases.map(({ id, target, moduleId }) => [id, target, moduleId]),
      [
        ['scs-9001-first', 'main', 'scs-9001-v1'],
        ['scs-9001-second', 'main', 'scs-9001-v1'],
        ['scs-9001-nicety', 'recommended', 'scs-9001-v1'],
        ['scs-9002-images', 'main', 'scs-9002-v1'],
      ],
    )
    assert.deepEqual(testcases[3]?.parameters, { list: 'https://example.org/list-1' })
    assert.deepEqual(
      modules.map(({ id }) => id),
      ['scs-9001-v1', 'scs-9002-v1'],
    )
  })

  test('takes lifetime and section from the version, then from the testcase, then week and light', () => {
    const lives = (version: string) =>
      resolveVersion(EXAMPLE, version, DEFAULTS).testcases.map(({ id, lifetime, section }) => [id, lifetime, section])
    assert.deepEqual(lives('v2'), [
      ['scs-9001-first', 'day', 'heavy'],
      ['scs-9001-second', 'week', 'light'],
      ['scs-9001-nicety', 'week', 'light'],
      ['scs-9002-images', 'month', 'medium'],
    ])
    assert.deepEqual(lives('next').slice(3), [
      ['scs-9002-images', 'year', 'heavy'],
      ['scs-9002-more', 'week', 'light'],
      ['papers-check', 'quarter', null],
    ])
  })

  test('prefers what upstream’s scripts declare to what the testcase itself says', () => {
    const scope = {
      ...EXAMPLE,
      declaredTestcases: [
        { id: 'scs-9001-first', lifetime: 'year', section: 'medium', isManual: false } as const,
        { id: 'scs-9001-second', isManual: true } as const,
      ],
    }
    const { testcases } = resolveVersion(scope, 'v1', DEFAULTS)
    assert.deepEqual(
      testcases.slice(0, 2).map(({ lifetime, section }) => [lifetime, section]),
      [
        ['year', 'medium'],
        ['week', null],
      ],
    )
  })

  test('that the scope does not have is refused with the names of those that it has', () => {
    assert.throws(() => resolveVersion(EXAMPLE, 'v7', DEFAULTS), {
      code: 'SCOPE_VERSION_UNKNOWN',
      message: 'Example Cloud has no version v7; it has next, v2, v1.',
    })
  })
})

describe('the shipped scopes resolve as the vectors say', () => {
  const iaas = vectors('iaas').filter(({ kind }: { kind: string }) => kind === 'scope_targets')
  const kaas = vectors('kaas').filter(({ category }: { category: string }) => category === 'spec.targets')
  const sections = vectors('kaas').filter(({ category }: { category: string }) => category === 'spec.sections')

  test('all vectors are here', () => assert.deepEqual([iaas.length, kaas.length, sections.length], [2, 1, 1]))

  for (const { id, input, expected_python, expected = expected_python } of [...iaas, ...kaas]) {
    test(id, () => {
      const scope = shipped(id.startsWith('spec.') ? 'scs-compatible-kaas' : 'scs-compatible-iaas')
      const { targets } = resolveVersion(scope, input.version, new Map())
      assert.deepEqual(Object.fromEntries([...targets].map(([target, ids]) => [target, ids.toSorted()])), expected)
    })
  }

  for (const { id, input, expected } of sections) {
    test(id, () => {
      const { testcases } = resolveVersion(shipped('scs-compatible-kaas'), 'v1', new Map())
      const wanted = testcases.filter(({ section }) => section !== null && input.sections.includes(section))
      assert.deepEqual(
        wanted.map((testcase) => testcase.id),
        expected,
      )
    })
  }
})
