import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CLUSTER_FACTS, FACT_SCHEMAS, type FactName } from '#facts/facts.ts'
import { CONNECTION_MUTATIONS } from './connection-mutations.ts'
import { FLAVOR_MUTATIONS } from './flavor-mutations.ts'
import { HEALTHY_AT, healthyFacts } from './healthy-facts.ts'
import { IMAGE_MUTATIONS } from './image-mutations.ts'
import { decidableTestcases, notPassed } from './judge-everything.ts'
import { SERVICE_MUTATIONS } from './service-mutations.ts'
import { TRIAL_MUTATIONS } from './trial-mutations.ts'

const CLUSTER_NAMES: ReadonlySet<string> = new Set(CLUSTER_FACTS)

const MUTATIONS = [
  ...FLAVOR_MUTATIONS,
  ...IMAGE_MUTATIONS,
  ...SERVICE_MUTATIONS,
  ...TRIAL_MUTATIONS,
  ...CONNECTION_MUTATIONS,
]

function wrongFacts(facts: object): string[] {
  return Object.entries(facts).flatMap(([name, value]) =>
    FACT_SCHEMAS[name as FactName].safeParse(value).success ? [] : [name],
  )
}

describe('a healthy cloud', () => {
  test('has every fact', () => {
    assert.deepEqual(
      Object.keys(healthyFacts()).toSorted(),
      Object.keys(FACT_SCHEMAS)
        .filter((name) => !CLUSTER_NAMES.has(name))
        .toSorted(),
    )
    assert.deepEqual(wrongFacts(healthyFacts()), [])
  })

  test('passes everything', () => {
    assert.deepEqual([...notPassed(healthyFacts(), HEALTHY_AT).keys()], [])
  })
})

describe('a cloud with one seeded defect', () => {
  test('comes in at least 120 kinds, all different', () => {
    assert.ok(MUTATIONS.length >= 120, `${MUTATIONS.length}`)
    assert.equal(new Set(MUTATIONS.map(({ name }) => name)).size, MUTATIONS.length)
  })

  test('is found out by every testcase at least once', () => {
    const red = new Set(MUTATIONS.flatMap((mutation) => mutation.red))
    const never = decidableTestcases(healthyFacts()).filter(({ id }) => !red.has(id))
    assert.deepEqual(
      never.map(({ id }) => id),
      [],
    )
  })

  for (const { name, apply, red, open = [] } of MUTATIONS) {
    test(name, () => {
      const facts = structuredClone(healthyFacts())
      apply(facts)
      assert.notDeepEqual(facts, healthyFacts(), 'nothing was changed')
      assert.deepEqual(wrongFacts(facts), [])
      const judged = [...notPassed(facts, HEALTHY_AT)]
      const failed = judged.filter(([, { verdict }]) => verdict === 'FAIL').map(([id]) => id)
      const undecided = judged.filter(([, { verdict }]) => verdict === 'ABORT').map(([id]) => id)
      assert.deepEqual(failed.toSorted(), [...red].toSorted())
      assert.deepEqual(undecided.toSorted(), [...open].toSorted())
    })
  }
})
