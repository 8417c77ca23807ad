import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LIFETIMES, type Lifetime } from '#vocabulary/lifetime.ts'
import { VERDICTS } from '#vocabulary/verdict.ts'
import type { DatedResult } from './compliance.ts'
import { expiresAt } from './expires-at.ts'
import { scorecard } from './scorecard.ts'
import { pick, seededRandom } from './seeded-random.fixture.ts'

const DATES = Number(process.env.SIEGEL_PROPERTY_DATES ?? 5_000)
const ORDERS = Number(process.env.SIEGEL_PROPERTY_ORDERS ?? 500)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Midnights passed one by one until a rule of scs-0003 says that the period after the one of the check is over. */
function slowExpiry(checkedAt: Date, lifetime: Lifetime): Date {
  const day = new Date(checkedAt.toISOString().slice(0, 10))
  const step = () => day.setTime(day.getTime() + DAY_MS)
  const begins: Readonly<Record<Lifetime, () => boolean>> = {
    day: () => true,
    week: () => day.getUTCDay() === 1,
    month: () => day.getUTCDate() === 1,
    quarter: () => day.getUTCDate() === 1 && [0, 3, 6, 9].includes(day.getUTCMonth()),
    year: () => day.getUTCDate() === 1,
  }
  const walk = (periods: number) => {
    for (let passed = 0; passed < periods; ) {
      step()
      if (begins[lifetime]()) passed += 1
    }
  }
  // The end of the period after the one of the check; `year` is the end of the following month, a year later.
  walk(lifetime === 'year' ? 2 + 12 : 2)
  return day
}

describe('validity', () => {
  test(`of results at ${DATES} random instants ends where a calendar walked day by day says`, () => {
    const random = seededRandom(20_261_121)
    for (let round = 0; round < DATES; round += 1) {
      const checkedAt = new Date(Date.UTC(2020, 0, 1) + Math.floor(random() * 180 * 365.25 * DAY_MS))
      const lifetime = pick(random, LIFETIMES)
      const expected = slowExpiry(checkedAt, lifetime)
      const actual = expiresAt(checkedAt, lifetime)
      assert.equal(actual.toISOString(), expected.toISOString(), `${lifetime} from ${checkedAt.toISOString()}`)
      const card = (at: number) =>
        scorecard(
          [{ id: 't', lifetime }],
          [{ testcaseId: 't', verdict: 'PASS', checkedAt, reportUuid: 'r' }],
          new Date(at),
        )
      assert.equal(card(expected.getTime() - 1).get('t')?.standing, 'PASS')
      assert.equal(card(expected.getTime()).get('t')?.standing, 'MISS')
    }
  })
})

describe('a scorecard', () => {
  test(`is the same in whatever order reports arrive, in ${ORDERS} random cases with ties`, () => {
    const random = seededRandom(4_711)
    const at = new Date('2026-11-21T12:00:00Z')
    const testcases = ['a', 'b', 'c'].map((id) => ({ id, lifetime: pick(random, LIFETIMES) }))
    for (let round = 0; round < ORDERS; round += 1) {
      const results: DatedResult[] = Array.from({ length: 2 + Math.floor(random() * 12) }, (_, index) => ({
        testcaseId: pick(random, ['a', 'b', 'c']),
        verdict: pick(random, VERDICTS),
        // Few different instants, so that many are equal.
        checkedAt: new Date(at.getTime() - Math.floor(random() * 20) * 12 * HOUR_MS),
        reportUuid: `report-${Math.floor(random() * 5)}-${index}`,
      }))
      const expected = [...scorecard(testcases, results, at)]
      for (let order = 0; order < 5; order += 1) {
        const shuffled = results
          .map((result) => ({ result, key: random() }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ result }) => result)
        assert.deepEqual([...scorecard(testcases, shuffled, at)], expected, `round ${round}`)
      }
    }
  })
})
