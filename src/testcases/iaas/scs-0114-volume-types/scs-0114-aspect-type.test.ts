import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { VolumeType } from '#facts/openstack/volume-types.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcases } from './scs-0114-aspect-type.ts'
import { testcase as syntaxCheck } from './scs-0114-syntax-check.ts'

function types(...descriptions: readonly (string | null)[]): VolumeType[] {
  return descriptions.map((description, index) => ({ id: `${index}`, name: `t${index}`, description, isPublic: true }))
}

for (const [index, aspect, other] of [
  [0, 'encrypted', 'replicated'],
  [1, 'replicated', 'encrypted'],
] as const) {
  const testcase = testcases[index]
  assert.equal(testcase?.id, `scs-0114-${aspect}-type`)
  judgeTable(testcase, [
    { name: 'one type that lists it', facts: { volumeTypes: types('x', `[scs:${aspect}]`) }, verdict: 'PASS' },
    {
      name: 'one type that lists it in a list with other faults',
      facts: { volumeTypes: types(`[scs:replicated, encrypted, replicated]`) },
      verdict: 'PASS',
    },
    {
      name: 'only types that list the other one',
      facts: { volumeTypes: types(`[scs:${other}]`) },
      verdict: 'FAIL',
      about: [`volume type ${aspect}`],
    },
    {
      name: 'only a type that says it in its text',
      facts: { volumeTypes: types(`${aspect} disks`, ` [scs:${aspect}]`, `[scs:${aspect}`) },
      verdict: 'FAIL',
      about: [`volume type ${aspect}`],
    },
    { name: 'no volume types', facts: { volumeTypes: [] }, verdict: 'FAIL', about: [`volume type ${aspect}`] },
  ])
}

describe('volume types as the vectors have them', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../../../tests/vectors/iaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ kind }: { kind: string }) => kind === 'volume_types')

  test('all vectors are here', () => assert.equal(those.length, 19))

  for (const { id, input, expected_python, expected_standard } of those) {
    test(id, () => {
      const volumeTypes = input.map((type: { name: string; description: string | null }, index: number) => ({
        ...type,
        id: `${index}`,
        isPublic: true,
      }))
      for (const testcase of [syntaxCheck, ...testcases]) {
        const { verdict } = testcase.judge({ volumeTypes } as never, new Date(0))
        assert.equal(verdict, { ...expected_python, ...expected_standard }[testcase.id], testcase.id)
      }
    })
  }
})
