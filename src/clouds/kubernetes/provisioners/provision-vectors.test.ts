import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { chooseVersion } from './choose-version.ts'
import { clusterStackVersions, clusterState } from './cluster-api.ts'
import { gardenerVersions } from './gardener.ts'

// biome-ignore lint/suspicious/noExplicitAny: vectors of different shapes come from a file
type Anything = any
const file: Anything = JSON.parse(readFileSync(new URL('../../../../tests/vectors/kaas.json', import.meta.url), 'utf8'))

function vectorsOf(category: string): Anything[] {
  const vectors = file.vectors.filter((one: Anything) => one.category === category)
  assert.equal(vectors.length, 4)
  return vectors
}

test('all four vectors of provision.gardenerVersion hold', () => {
  for (const { expected, id, input } of vectorsOf('provision.gardenerVersion')) {
    const offered = gardenerVersions(input.versions, new Date(input.now))
    assert.equal(chooseVersion(offered, input.kubernetesVersion)?.version ?? 'ERROR', expected, id)
  }
})

test('all four vectors of provision.clusterstackVersion hold', () => {
  for (const { expected, id, input } of vectorsOf('provision.clusterstackVersion')) {
    const chosen = chooseVersion(clusterStackVersions(input.items), input.kubernetesVersion)
    const found = chosen === undefined ? 'ERROR' : { cs_class_name: chosen.release, cs_version: chosen.version }
    assert.deepEqual(found, expected, id)
  }
})

test('all four vectors of provision.capiReady hold', () => {
  for (const { expected, id, input } of vectorsOf('provision.capiReady')) {
    assert.equal(clusterState(input.object).phase === 'ready', expected, id)
  }
})

const AT = new Date('2026-11-21T00:00:00Z')

for (const { sentence, version, state } of [
  { sentence: 'a version without classification', version: {}, state: 'supported' },
  {
    sentence: 'a version whose last day is over',
    version: { expirationDate: '2026-11-20T00:00:00Z' },
    state: 'expired',
  },
  {
    sentence: 'a version whose last day is to come',
    version: { expirationDate: '2026-12-20T00:00:00Z' },
    state: 'supported',
  },
  {
    sentence: 'a version whose life has come to deprecation',
    version: {
      lifecycle: [
        { classification: 'preview' },
        { classification: 'supported', startTime: '2026-06-01T00:00:00Z' },
        { classification: 'deprecated', startTime: '2026-11-01T00:00:00Z' },
        { classification: 'expired', startTime: '2027-01-01T00:00:00Z' },
      ],
    },
    state: 'deprecated',
  },
]) {
  test(`Gardener: ${sentence} is ${state}`, () => {
    assert.equal(gardenerVersions([{ version: '1.36.1', ...version }], AT)[0]?.state, state)
  })
}

test('of one patch of RKE2, the newest build is chosen', () => {
  const offered = ['v1.36.4+rke2r2', 'v1.36.4+rke2r10', 'v1.36.3+rke2r11', 'v1.36.5-rc1+rke2r1'].map((version) => ({
    version,
    state: version.includes('rc') ? ('preview' as const) : ('supported' as const),
    release: null,
  }))
  assert.equal(chooseVersion(offered, '1.36')?.version, 'v1.36.4+rke2r10')
})
