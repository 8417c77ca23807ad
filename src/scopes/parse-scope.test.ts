import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { CodedError } from '#vocabulary/coded-error.ts'
import { EXAMPLE_SCOPE_TEXT } from './example-scope.ts'
import { parseScope } from './parse-scope.ts'

function problemsOf(text: string, knownTestcases?: readonly string[]): string[] {
  try {
    parseScope(text, { fileName: 'scope.yaml', ...(knownTestcases && { knownTestcases }) })
  } catch (error) {
    assert.ok(error instanceof CodedError)
    assert.equal(error.code, 'SCOPE_INVALID')
    assert.ok(error.remedy)
    return error.message.split('\n')
  }
  return []
}

describe('a scope file', () => {
  test('is read with everything it can have', () => {
    const scope = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'scope.yaml' })
    assert.equal(scope.slug, 'example-cloud')
    assert.equal(scope.level, 'SCS-compatible')
    assert.deepEqual(scope.prerequisite, { name: 'Something below', url: 'https://example.org/below.yaml' })
    assert.deepEqual(scope.modules[3]?.targets, { preview: ['papers-check'] })
    assert.equal(scope.modules[3]?.testedEvery, 'quarter')
    const v2 = scope.versions.find(({ version }) => version === 'v2')
    assert.equal(v2?.stabilizedAt, '2025-11-15')
    assert.deepEqual(v2?.document, { id: 'scs-9500-v2' })
    assert.deepEqual(v2?.include[1], { moduleId: 'scs-9002-v1', parameters: { list: 'https://example.org/list-1' } })
    assert.deepEqual(v2?.overrides, [{ testcaseId: 'scs-9002-images', lifetime: 'month', section: 'medium' }])
  })

  test('has its versions newest first, in whatever order they stand', () => {
    const { versions } = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'scope.yaml' })
    assert.deepEqual(
      versions.map(({ version }) => version),
      ['next', 'v2', 'v1'],
    )
  })

  test('names every problem with its place, in the order of the file', () => {
    const text = EXAMPLE_SCOPE_TEXT.replace('scs-9001-second', 'scs-9001-first')
      .replace('ref: scs-9002-v2', 'ref: scs-9002-v9')
      .replace('v1: warn', 'v9: warn')
    assert.deepEqual(problemsOf(text), [
      'scope.yaml:20:11: modules.0.targets.main.1: the testcase scs-9001-first is there twice',
      'scope.yaml:51:9: versions.0.include.1: there is no module scs-9002-v9',
      'scope.yaml:85:7: timeline.2.versions.v9: there is no version v9',
    ])
  })

  const broken: readonly [title: string, from: string, to: string, problem: string][] = [
    ['an unknown key', 'layer: IaaS', 'colour: red', 'scope.yaml:5:1: colour: unknown key'],
    ['an unknown key of a module', 'name: Names', 'name: Names\n    bar: 2', 'modules.0.bar: unknown key'],
    ['a missing key', 'name: Example Cloud\n', '', 'scope.yaml:1:1: name: is missing'],
    ['a day that does not exist', '2025-11-15', '2025-02-30', 'stabilized_at: must be a day of the calendar'],
    ['an address that runs a program', 'https://example.org/scope.yaml', 'javascript:alert(1)', 'http(s) address'],
    ['an unknown lifetime', 'lifetime: month', 'lifetime: decade', 'overrides.scs-9002-images.lifetime: '],
    ['an unknown validity', 'next: draft', 'next: fine', 'timeline.1.versions.next: '],
    ['an entry of include that is neither', '- scs-9003-v1\n', '- [a]\n', 'must be a module id or {ref, parameters}'],
    ['two modules of one name', 'id: scs-9003-v1', 'id: scs-9001-v1', 'the module scs-9001-v1 is there twice'],
    ['two versions of one name', 'version: v2', 'version: v1', 'the version v1 is there twice'],
    ['two timeline entries of one day', '2026-07-01', '2026-01-01', 'the date 2026-01-01 is there twice'],
    ['two variables of one name', 'mode: fast', 'os_cloud: fast', 'the variable os_cloud is there twice'],
    ['a module included twice', '- scs-9003-v1', '- scs-9001-v1', 'the module scs-9001-v1 is included twice'],
    ['one testcase in two targets', 'scs-9001-nicety', 'scs-9001-first', 'recommended.0: the testcase scs-9001-first'],
    [
      'one testcase in two modules of a version',
      'papers-check',
      'scs-9001-first',
      'versions.0.include.2: the modules scs-9001-v1 and scs-9003-v1 both have the testcase scs-9001-first',
    ],
    [
      'a version with nothing in main',
      '    stabilized_at: 2024-05-01\n    include:\n      - scs-9001-v1',
      '    stabilized_at: 2024-05-01\n    include:\n      - scs-9003-v1',
      'v1 has no testcase in main and would always pass',
    ],
    ['an effective version that was not stable', '2025-11-15', '2026-01-02', 'v2 cannot be effective on 2026-01-01'],
    ['a version in warn that is a draft', 'next: draft', 'next: warn', 'next cannot be warn'],
    [
      'a stable version that is still called next',
      '  - version: next',
      '  - version: next\n    stabilized_at: 2026-01-01',
      'next is the name of the draft',
    ],
    ['an override of a foreign testcase', 'scs-9002-images:', 'scs-9002-more:', 'v2 does not have this testcase'],
  ]
  for (const [title, from, to, problem] of broken) {
    test(`is refused with ${title}`, () => {
      const text = EXAMPLE_SCOPE_TEXT.replace(from, to)
      assert.notEqual(text, EXAMPLE_SCOPE_TEXT)
      const problems = problemsOf(text)
      assert.ok(
        problems.some((line) => line.includes(problem)),
        problems.join('\n') || 'it was accepted',
      )
    })
  }

  test('is refused if a module needs a parameter that the version does not pin', () => {
    const text = EXAMPLE_SCOPE_TEXT.replace('          list: https://example.org/list-1', '          other: x')
    assert.deepEqual(problemsOf(text), [
      'scope.yaml:65:9: versions.2.include.1: the module scs-9002-v1 needs the parameter list',
    ])
  })

  test('is refused if it names a testcase that nobody knows, where all are known', () => {
    const known = ['scs-9001-first', 'scs-9001-second', 'scs-9001-nicety', 'scs-9002-images', 'scs-9002-more']
    assert.deepEqual(problemsOf(EXAMPLE_SCOPE_TEXT, [...known, 'papers-check']), [])
    assert.deepEqual(problemsOf(EXAMPLE_SCOPE_TEXT, known), [
      'scope.yaml:46:11: modules.3.targets.preview.0: there is no testcase papers-check',
    ])
  })

  test('that is no YAML, no map or empty is refused with one clear line', () => {
    for (const text of ['a: [', '- a\n', '', 'null']) assert.equal(problemsOf(text).length >= 1, true, text)
    assert.match(problemsOf('a: 1\na: 2\n')[0] ?? '', /^scope\.yaml:2:1: /)
  })

  test('with names of JavaScript’s own is read like any other', () => {
    const text = EXAMPLE_SCOPE_TEXT.replaceAll('recommended:', 'constructor:').replace('v1: warn', 'constructor: warn')
    assert.deepEqual(problemsOf(text), [
      'scope.yaml:85:7: timeline.2.versions.constructor: there is no version constructor',
    ])
  })
})

interface Vector {
  readonly id: string
  readonly kind?: string
  readonly category?: string
  readonly input: unknown
  readonly expected_python?: unknown
  readonly expected?: unknown
}

function vectors(file: 'iaas' | 'kaas'): Vector[] {
  return JSON.parse(readFileSync(new URL(`../../tests/vectors/${file}.json`, import.meta.url), 'utf8')).vectors
}

describe('upstream’s own file layout', () => {
  const specs = vectors('iaas').filter(({ kind }) => kind === 'scope_spec')

  test('all vectors are here', () => assert.equal(specs.length, 6))

  for (const { id, input, expected_python: expected } of specs) {
    test(`${id} is ${String(expected)}`, () => {
      assert.equal(problemsOf(JSON.stringify(input)).length > 0, expected !== 'ok')
    })
  }

  test('has testcases with their lifetimes in scripts, manual ones in scripts without executable', () => {
    const valid = specs.find(({ expected_python: expected }) => expected === 'ok')?.input as object
    const scripts = [
      { executable: 'e', args: '-c {os_cloud}', env: { A: 'b' }, testcases: [{ id: 't1', lifetime: 'month' }] },
      { testcases: [{ id: 't2', section: 'light', description: 'by hand', url: 'https://example.org/' }] },
    ]
    assert.deepEqual(parseScope(JSON.stringify({ ...valid, scripts }), { fileName: 'x' }).declaredTestcases, [
      { id: 't1', lifetime: 'month', isManual: false },
      { id: 't2', section: 'light', description: 'by hand', url: 'https://example.org/', isManual: true },
    ])
  })

  test('has variables as names or as one name with its default', () => {
    const kinds = vectors('kaas').filter(({ category }) => category === 'spec.variables')
    assert.equal(kinds.length, 1)
    for (const { input, expected } of kinds) {
      const { variables } = parseScope(
        JSON.stringify({ ...(specs[0]?.input as object), ...(input as { variables: unknown }) }),
        { fileName: 'x' },
      )
      const defaults = variables.flatMap((variable) =>
        variable.default === undefined ? [] : [[variable.name, variable.default]],
      )
      assert.deepEqual(
        { variables: variables.map(({ name }) => name), defaults: Object.fromEntries(defaults) },
        expected,
      )
    }
  })
})
