import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from './example-scope.ts'
import { parseScope } from './parse-scope.ts'
import { SHIPPED_SCOPES } from './shipped-scopes.ts'
import { validityAt } from './validity-at.ts'
import { versionsInForce } from './versions-in-force.ts'

const EXAMPLE = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example' })

function vectors(file: 'iaas' | 'kaas') {
  return JSON.parse(readFileSync(new URL(`../../tests/vectors/${file}.json`, import.meta.url), 'utf8')).vectors
}

describe('the validity of a scope version', () => {
  for (const [moment, version, validity, isListed] of [
    ['2024-05-31T23:59:59.999Z', 'v1', 'deprecated', false],
    ['2024-06-01T00:00:00Z', 'v1', 'effective', true],
    ['2025-12-31T23:59:59Z', 'v2', 'deprecated', false],
    ['2026-01-01T01:30:00+02:00', 'v1', 'effective', true],
    ['2026-06-30T23:59:59Z', 'v1', 'warn', true],
    ['2026-07-01T00:00:00Z', 'v1', 'deprecated', true],
    ['2026-07-01T00:00:00Z', 'next', 'draft', true],
    ['2099-01-01T00:00:00Z', 'toString', 'deprecated', false],
  ] as const) {
    test(`${version} at ${moment} is ${validity}, ${isListed ? 'listed' : 'hidden'}`, () => {
      assert.deepEqual(validityAt(EXAMPLE, version, new Date(moment)), { validity, isListed })
    })
  }

  test('does not depend on the order of the timeline', () => {
    const reversed = { timeline: EXAMPLE.timeline.toReversed() }
    for (const moment of ['2025-06-01', '2026-01-01', '2026-03-01', '2026-12-01'].map((day) => new Date(day))) {
      for (const version of ['next', 'v1', 'v2']) {
        assert.deepEqual(validityAt(reversed, version, moment), validityAt(EXAMPLE, version, moment))
      }
    }
  })

  test('leaves out hidden versions where those in force are asked for, and keeps newest first', () => {
    const inForce = (day: string) =>
      versionsInForce(EXAMPLE, new Date(day)).map(({ version, validity }) => `${version.version} ${validity}`)
    assert.deepEqual(inForce('2024-01-01'), [])
    assert.deepEqual(inForce('2025-01-01'), ['v1 effective'])
    assert.deepEqual(inForce('2026-08-01'), ['next draft', 'v2 effective', 'v1 deprecated'])
  })
})

describe('validity as the vectors have it', () => {
  const iaas = vectors('iaas').filter(({ kind }: { kind: string }) => kind === 'scope_validity')
  const kaas = vectors('kaas').filter(({ category }: { category: string }) => category === 'spec.validity')

  test('all vectors are here', () => assert.deepEqual([iaas.length, kaas.length], [7, 7]))

  const shipped = parseScope(readFileSync(SHIPPED_SCOPES[0].file, 'utf8'), { fileName: 'iaas' })
  for (const { id, input, expected_python: expected } of iaas) {
    test(id, () => {
      const actual = Object.keys(expected).map((version) => {
        const { validity, isListed } = validityAt(shipped, version, new Date(input.date))
        return [version, { validity, explicit: isListed ? validity : null }]
      })
      assert.deepEqual(Object.fromEntries(actual), expected)
    })
  }
  for (const { id, input, expected } of kaas) {
    test(id, () => {
      const actual = input.versions.map((version: string) => {
        const { validity, isListed } = validityAt(input, version, new Date(input.date))
        return [version, { validity, listed: isListed }]
      })
      assert.deepEqual(Object.fromEntries(actual), expected)
    })
  }
})
