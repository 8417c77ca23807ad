import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { okToFailSchema, type ToleratedFailure, toleranceOf } from './tolerated-failures.ts'

// biome-ignore lint/suspicious/noExplicitAny: vectors of different shapes come from a file
type Anything = any
const file: Anything = JSON.parse(readFileSync(new URL('../../../../tests/vectors/kaas.json', import.meta.url), 'utf8'))

function vectorsOf(category: string, count: number): Anything[] {
  const vectors = file.vectors.filter((one: Anything) => one.category === category)
  assert.equal(vectors.length, count)
  return vectors
}

const anywhere = { branch: '1.35', networkPlugins: null, at: new Date('2026-08-21T00:00:00Z') }
const entry = (one: { regex: string; reason: string }, more: Partial<ToleratedFailure> = {}): ToleratedFailure => ({
  ...one,
  reference: null,
  soundFrom: null,
  networkPlugins: [],
  until: null,
  ...more,
})

test('all eight vectors of sonobuoy.okToFail hold', () => {
  const entries = file.fixtures.OKTOFAIL.map((one: { regex: string; reason: string }) => entry(one))
  for (const { expected, id, input } of vectorsOf('sonobuoy.okToFail', 8)) {
    assert.equal(toleranceOf(input.testName, entries, anywhere) !== undefined, expected, id)
  }
})

test('all seven vectors of sonobuoy.configValid hold', () => {
  for (const { expected, id, input } of vectorsOf('sonobuoy.configValid', 7)) {
    assert.equal(okToFailSchema.safeParse(input.config).success, expected, id)
  }
})

for (const { sentence, more, context, tolerated } of [
  {
    sentence: 'counts for every plugin when it names none',
    more: {},
    context: { networkPlugins: ['antrea'] },
    tolerated: true,
  },
  {
    sentence: 'counts for its plugin',
    more: { networkPlugins: ['cilium'] },
    context: { networkPlugins: ['cilium'] },
    tolerated: true,
  },
  {
    sentence: 'does not count for another plugin',
    more: { networkPlugins: ['cilium'] },
    context: { networkPlugins: ['calico'] },
    tolerated: false,
  },
  {
    sentence: 'counts where the plugin is not known',
    more: { networkPlugins: ['cilium'] },
    context: {},
    tolerated: true,
  },
  { sentence: 'counts on its last day', more: { until: '2026-08-21' }, context: {}, tolerated: true },
  { sentence: 'does not count after its last day', more: { until: '2026-08-20' }, context: {}, tolerated: false },
  {
    sentence: 'counts before the branch in which the test is sound',
    more: { soundFrom: '1.36' },
    context: {},
    tolerated: true,
  },
  {
    sentence: 'does not count from that branch on',
    more: { soundFrom: '1.36' },
    context: { branch: '1.36' },
    tolerated: false,
  },
  { sentence: 'compares branches by number', more: { soundFrom: '1.9' }, context: {}, tolerated: false },
]) {
  test(`a tolerated failure ${sentence}`, () => {
    const entries = [entry({ regex: 'should work', reason: 'r' }, more)]
    const found = toleranceOf('it should work', entries, { ...anywhere, ...context })
    assert.equal(found !== undefined, tolerated)
  })
}
