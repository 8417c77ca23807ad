import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { diffVersions } from './diff-versions.ts'
import { EXAMPLE_SCOPE_TEXT } from './example-scope.ts'
import { parseScope } from './parse-scope.ts'
import { resolveVersion } from './resolve-version.ts'
import { SHIPPED_SCOPES } from './shipped-scopes.ts'

const EXAMPLE = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example' })
const IAAS = parseScope(readFileSync(SHIPPED_SCOPES[0].file, 'utf8'), { fileName: 'iaas' })
const exampleVersion = (version: string) => resolveVersion(EXAMPLE, version, new Map())
const iaasVersion = (version: string) => resolveVersion(IAAS, version, new Map())

describe('the difference of two scope versions', () => {
  test('has modules that replace each other, added ones and removed ones', () => {
    const { modules } = diffVersions(exampleVersion('v2'), exampleVersion('next'))
    assert.deepEqual(
      modules.replaced.map(({ from, to, isMajor }) => [from.id, to.id, isMajor]),
      [['scs-9002-v1', 'scs-9002-v2', true]],
    )
    assert.deepEqual(
      modules.added.map(({ id }) => id),
      ['scs-9003-v1'],
    )
    assert.deepEqual(modules.removed, [])
    assert.deepEqual(
      diffVersions(exampleVersion('next'), exampleVersion('v1')).modules.removed.map(({ id }) => id),
      ['scs-9002-v2', 'scs-9003-v1'],
    )
  })

  test('has testcases that come, that live for another time and that got other parameters', () => {
    const { testcases } = diffVersions(exampleVersion('v2'), exampleVersion('next'))
    assert.deepEqual(testcases, {
      added: [
        { id: 'scs-9002-more', target: 'main' },
        { id: 'papers-check', target: 'preview' },
      ],
      removed: [],
      moved: [],
      lifetimeChanged: [{ id: 'scs-9002-images', from: 'month', to: 'week' }],
      parametersChanged: ['scs-9002-images'],
    })
  })

  test('has testcases that go to another target', () => {
    const text = EXAMPLE_SCOPE_TEXT.replace('scs-9002-more', 'scs-9001-nicety').replace('      - scs-9001-v1\n', '')
    const { testcases } = diffVersions(
      exampleVersion('v1'),
      resolveVersion(parseScope(text, { fileName: 'changed' }), 'next', new Map()),
    )
    assert.deepEqual(testcases.moved, [{ id: 'scs-9001-nicety', from: 'recommended', to: 'main' }])
  })

  test('tells a major version of a standard from another list of the same one', () => {
    const majors = (from: string, to: string) =>
      diffVersions(iaasVersion(from), iaasVersion(to)).modules.replaced.map(
        (pair) => `${pair.from.id} → ${pair.to.id}${pair.isMajor ? ' major' : ''}`,
      )
    assert.deepEqual(majors('v5.1', 'next'), ['scs-0102-v1 → scs-0102-v2 major', 'scs-0123-v1 → scs-0123-v2 major'])
    assert.deepEqual(majors('v4', 'v5.1'), ['scs-0104-v1-1 → scs-0104-v1-2'])
  })

  test('is empty between a version and itself', () => {
    const { modules, testcases } = diffVersions(iaasVersion('v5.1'), iaasVersion('v5.1'))
    assert.equal([...Object.values(modules), ...Object.values(testcases)].flat().length, 0)
  })
})
