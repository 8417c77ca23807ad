import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { readStdoutResults } from './stdout-results.ts'
import { VERDICT_NUMBERS } from './verdict-numbers.ts'

interface IaasVector {
  readonly id: string
  readonly kind: string
  readonly input: { readonly lines: string[]; readonly permissible: string[] }
  readonly expected_python: Record<string, number>
  readonly expected_standard?: Record<string, number>
}

interface KaasVector {
  readonly id: string
  readonly category: string
  readonly input: { readonly lines: string[]; readonly permissibleIds: string[] }
  readonly expected: Record<string, string>
}

function readVectors<Vector>(file: string): Vector[] {
  const text = readFileSync(new URL(`../../tests/vectors/${file}`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { vectors: Vector[] }).vectors
}

describe('results in the output of a check program', () => {
  const iaas = readVectors<IaasVector>('iaas.json').filter((vector) => vector.kind === 'stdout_results')
  const kaas = readVectors<KaasVector>('kaas.json').filter((vector) => vector.category === 'report.parseStdout')

  test('every vector is run', () => {
    assert.equal(iaas.length, 5)
    assert.equal(kaas.length, 6)
  })
  for (const { id, input, expected_python, expected_standard } of iaas) {
    test(`vector ${id}`, () => {
      const { results } = readStdoutResults(input.lines, input.permissible)
      const numbers = Object.fromEntries([...results].map(([name, verdict]) => [name, VERDICT_NUMBERS[verdict]]))
      assert.deepEqual(numbers, expected_standard ?? expected_python)
    })
  }
  for (const { id, input, expected } of kaas) {
    test(`vector ${id}`, () => {
      const { results } = readStdoutResults(input.lines, input.permissibleIds)
      assert.deepEqual(Object.fromEntries(results), expected)
    })
  }
  test('the last of several lines for a testcase wins', () => {
    assert.deepEqual([...readStdoutResults(['a: PASS', 'a: FAIL'], []).results], [['a', 'FAIL']])
  })
  test('a line about an unknown testcase is named once', () => {
    assert.deepEqual(readStdoutResults(['x: PASS', 'x: FAIL', 'a: PASS'], ['a']).dropped, ['x'])
  })
  test('a very long line without result is read in no time', () => {
    const start = performance.now()
    assert.equal(readStdoutResults([`a${' '.repeat(100_000)}b:`], []).results.size, 0)
    assert.ok(performance.now() - start < 1_000)
  })
})
