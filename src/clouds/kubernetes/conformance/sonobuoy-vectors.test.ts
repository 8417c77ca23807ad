import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { toleranceOf } from '#facts/derived/kubernetes/tolerated-failures.ts'
import { weighTests } from '#facts/derived/kubernetes/weigh-tests.ts'
import { readSonobuoyTree } from './read-sonobuoy-tree.ts'

test('all eight vectors of sonobuoy.verdict hold', () => {
  const file = JSON.parse(readFileSync(new URL('../../../../tests/vectors/kaas.json', import.meta.url), 'utf8'))
  const vectors = file.vectors.filter((one: { category: string }) => one.category === 'sonobuoy.verdict')
  assert.equal(vectors.length, 8)
  const more = { reference: null, soundFrom: null, networkPlugins: [], until: null }
  const entries = file.fixtures.OKTOFAIL.map((one: { regex: string; reason: string }) => ({ ...one, ...more }))
  const context = { branch: '1.35', networkPlugins: null, at: new Date('2026-08-21T00:00:00Z') }
  for (const { expected, id, input } of vectors) {
    const { problems, tests } = readSonobuoyTree(input.results)
    const weighed = weighTests({ tests: [...tests], problems: [...problems] }, (name) =>
      toleranceOf(name, entries, context),
    )
    assert.equal(weighed.verdict, expected.verdict, id)
    for (const [status, count] of Object.entries(expected.counts ?? {})) {
      const counted = status === 'failed' ? weighed.failed : weighed.passed
      assert.equal(counted.length, count, `${id} ${status}`)
    }
  }
})
