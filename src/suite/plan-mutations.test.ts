import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FACT_SCHEMAS, type FactName, type ObservedFacts } from '#facts/facts.ts'
import { makePlan } from '#replay/make-plan.ts'
import { verifyPlan } from '#replay/verify-plan.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import { TESTCASES } from '#testcases/index.ts'
import { judgeFacts } from '#testcases/judge-facts.ts'
import { type Cloud, healthyCloud, OBSERVED } from './plan-cloud.fixture.ts'
import { MUTATIONS } from './plan-mutations.fixture.ts'

const AT = new Date('2026-08-09T00:00:00Z')
const RELEASED: readonly AutomatedTestcase[] = TESTCASES.filter(
  (testcase): testcase is AutomatedTestcase =>
    testcase.judgedBy === 'program' && testcase.needs.every((name) => OBSERVED.includes(name)),
)

function observe(cloud: Cloud): ObservedFacts {
  const entries = Object.entries(cloud).map(([name, value]) => {
    FACT_SCHEMAS[name as FactName].parse(value)
    return [name, { ok: true, value, observedAt: AT.toISOString() }]
  })
  return Object.fromEntries(entries)
}

const judge = (facts: ObservedFacts) => judgeFacts(RELEASED, facts, AT)

function failures(facts: ObservedFacts): string[] {
  return [...judge(facts)].flatMap(([id, { verdict }]) => (verdict === 'FAIL' ? [id] : [])).sort()
}

describe('a plan for a cloud that is broken in one way', () => {
  test('the unbroken cloud needs no plan', () => {
    const facts = observe(healthyCloud())
    const verdicts = [...judge(facts)].filter(([, { verdict }]) => verdict !== 'PASS')
    assert.deepEqual(verdicts, [])
    assert.deepEqual(makePlan({ facts, testcases: RELEASED, at: AT, judge }), { steps: [], byHand: [] })
  })

  test('there are at least 50 ways, each with a name of its own', () => {
    assert.ok(MUTATIONS.length >= 50, `${MUTATIONS.length}`)
    assert.equal(new Set(MUTATIONS.map(({ name }) => name)).size, MUTATIONS.length)
  })

  for (const { name, cloud, green, actions, byHand = [] } of MUTATIONS) {
    test(name, () => {
      const facts = observe({ ...healthyCloud(), ...cloud })
      assert.deepEqual(failures(facts), [...green, ...byHand].sort(), 'the cloud is not broken as the row says')
      const plan = makePlan({ facts, testcases: RELEASED, at: AT, judge })
      assert.deepEqual(
        plan.steps.map(({ action }) => action.kind),
        actions,
      )
      assert.deepEqual(
        plan.byHand.flatMap(({ testcaseIds }) => testcaseIds),
        byHand,
      )
      const verification = verifyPlan(plan.steps, { facts, at: AT, judge })
      assert.deepEqual(verification.turnedGreen, green)
      assert.ok(verification.isExact, JSON.stringify(verification))
    })
  }

  test('a cloud that is broken in all these ways at once gets one plan that does what it says', () => {
    const parts = MUTATIONS.map(({ cloud }) => cloud)
    for (let first = 0; first < parts.length; first += 7) {
      const facts = observe(Object.assign(healthyCloud(), ...parts.slice(first, first + 7)))
      const plan = makePlan({ facts, testcases: RELEASED, at: AT, judge })
      const verification = verifyPlan(plan.steps, { facts, at: AT, judge })
      assert.ok(verification.isExact, JSON.stringify(verification))
      const planned = [...verification.turnedGreen, ...plan.byHand.flatMap(({ testcaseIds }) => testcaseIds)].sort()
      assert.deepEqual(planned, failures(facts))
    }
  })

  test('300 clouds broken in many ways at once get plans that do exactly what they say', () => {
    const next = numbersFrom(1)
    const pick = <T>(list: readonly T[]): T => list[next() % list.length] as T
    let planned = 0
    for (let round = 0; round < 300; round += 1) {
      const cloud = healthyCloud()
      const damaged = Array.from({ length: 1 + (next() % 6) }, () => pick(cloud.providedImages))
      for (const image of damaged) {
        const property = pick(Object.keys(image.properties))
        Object.assign(image.properties, { [property]: pick(['', 'x', null, 7, 'GENERIC', '2026-08-20', 'none']) })
      }
      const flavor = pick(cloud.flavors)
      Object.assign(flavor, pick([{ ramMiB: 100 }, { vcpus: 99 }, { name: 'SCS-x' }, { extraSpecs: {} }, {}]))
      const facts = observe(cloud)
      const plan = makePlan({ facts, testcases: RELEASED, at: AT, judge })
      const verification = verifyPlan(plan.steps, { facts, at: AT, judge })
      assert.ok(verification.isExact, JSON.stringify(verification))
      const covered = [...verification.turnedGreen, ...plan.byHand.flatMap(({ testcaseIds }) => testcaseIds)].sort()
      assert.deepEqual(covered, failures(facts))
      planned += verification.turnedGreen.length
    }
    assert.ok(planned > 600, `only ${planned} testcases turned green`)
  })
})

/** Numbers that look random and are the same in every run (linear congruential, Numerical Recipes). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}
