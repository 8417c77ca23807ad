import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { FACT_SCHEMAS, type FactName } from '#facts/facts.ts'
import { healthyCloud } from './healthy-clouds.ts'
import { notPassed } from './judge-everything.ts'

/** All of them with SIEGEL_FULL=1, which takes half a minute. */
const CLOUDS = process.env.SIEGEL_FULL === '1' ? 10_000 : 300
const SEEDS = Array.from({ length: CLOUDS }, (_, index) => index + 1)

describe('generated healthy clouds', () => {
  test(`all ${CLOUDS} stay green`, () => {
    const complaints = SEEDS.flatMap((seed) => {
      const { facts, at } = healthyCloud(seed)
      return [...notPassed(facts, at)].map(([id, judgement]) => ({ seed, id, judgement }))
    })
    assert.deepEqual(complaints.slice(0, 3), [])
  })

  test('are clouds that a probe could have observed', () => {
    for (const seed of SEEDS.slice(0, 50)) {
      for (const [name, value] of Object.entries(healthyCloud(seed).facts)) FACT_SCHEMAS[name as FactName].parse(value)
    }
  })

  test('differ from each other, and come again for the same seed', () => {
    const clouds = SEEDS.slice(0, 100).map((seed) => JSON.stringify(healthyCloud(seed)))
    assert.equal(new Set(clouds).size, clouds.length)
    assert.equal(JSON.stringify(healthyCloud(7)), clouds[6])
  })
})
