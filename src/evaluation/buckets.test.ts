import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fold, type Standing } from '#vocabulary/verdict.ts'
import { buckets } from './buckets.ts'

interface Vector {
  readonly id: string
  readonly kind?: string
  readonly category?: string
  readonly input: { readonly testcases: readonly string[]; readonly results: Readonly<Record<string, unknown>> }
  readonly expected_python?: { readonly overall: string; readonly buckets: Readonly<Record<string, readonly string[]>> }
  readonly expected?: unknown
}

function vectors(file: 'iaas' | 'kaas'): Vector[] {
  return JSON.parse(readFileSync(new URL(`../../tests/vectors/${file}.json`, import.meta.url), 'utf8')).vectors
}

/** The vectors write a result as number, word, or `{result}`. */
const STANDINGS = new Map<unknown, Standing>([
  [1, 'PASS'],
  [0, 'ABORT'],
  [-1, 'FAIL'],
  ['PASS', 'PASS'],
  ['FAIL', 'FAIL'],
  ['DNF', 'ABORT'],
])

function standingsOf({ results }: Vector['input']): Map<string, { standing: Standing }> {
  return new Map(
    Object.entries(results).flatMap(([id, result]) => {
      const plain = typeof result === 'object' && result !== null && 'result' in result ? result.result : result
      const standing = STANDINGS.get(plain)
      return standing ? [[id, { standing }]] : []
    }),
  )
}

function overallOf({ input }: Vector): Standing {
  const standings = standingsOf(input)
  return fold(input.testcases.map((id) => standings.get(id)?.standing ?? 'MISS'))
}

function filledBuckets({ input }: Vector) {
  const filled = Object.entries(buckets(input.testcases, standingsOf(input))).filter(([, ids]) => ids.length > 0)
  return Object.fromEntries(filled)
}

describe('a target folds to its weightiest testcase', () => {
  const iaas = vectors('iaas').filter(({ kind }) => kind === 'scope_eval')
  const kaas = vectors('kaas').filter(({ category }) => category === 'aggregate.evaluate')
  const kaasBuckets = vectors('kaas').filter(({ category }) => category === 'aggregate.buckets')

  test('all vectors are here', () => {
    assert.deepEqual([iaas.length, kaas.length, kaasBuckets.length], [18, 13, 1])
  })

  for (const vector of iaas) {
    test(vector.id, () => {
      assert.equal(overallOf(vector), vector.expected_python?.overall)
      assert.deepEqual(filledBuckets(vector), vector.expected_python?.buckets)
    })
  }
  for (const vector of kaas) {
    test(vector.id, () => {
      assert.equal(overallOf(vector), STANDINGS.get(vector.expected) ?? vector.expected)
    })
  }
  for (const vector of kaasBuckets) {
    test(vector.id, () => {
      const expected = Object.entries(vector.expected as object)
      assert.deepEqual(
        filledBuckets(vector),
        Object.fromEntries(expected.map(([word, ids]) => [STANDINGS.get(word) ?? word, ids])),
      )
    })
  }
})

test('all four buckets are there, also when they are empty', () => {
  assert.deepEqual(buckets([], new Map()), { FAIL: [], MISS: [], ABORT: [], PASS: [] })
})
