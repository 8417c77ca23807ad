import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import { VERDICTS } from '#vocabulary/verdict.ts'
import type { DatedResult } from './compliance.ts'
import { evaluate } from './evaluate.ts'
import { pick, seededRandom } from './seeded-random.fixture.ts'
import { unchangedUntil } from './unchanged-until.ts'

const SCOPE = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example' })
const DAY_MS = 86_400_000
const IDS = ['scs-9001-first', 'scs-9001-second', 'scs-9001-nicety', 'scs-9002-images', 'scs-9002-more'] as const

function evaluated(results: readonly DatedResult[], at: Date) {
  const compliance = evaluate({ scope: SCOPE, defaults: new Map(), results, at })
  return { compliance, until: unchangedUntil(compliance, SCOPE, results) }
}

const one = (checkedAt: string, verdict: DatedResult['verdict'] = 'PASS'): DatedResult => ({
  testcaseId: 'scs-9001-first',
  verdict,
  checkedAt: new Date(checkedAt),
  reportUuid: 'report',
})

test('an evaluation stays the same up to the instant that is said, at whatever instant before it is asked again', () => {
  const random = seededRandom(20)
  let changes = 0
  for (let round = 0; round < 2_000; round += 1) {
    const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 250) * DAY_MS + Math.floor(random() * DAY_MS))
    const results = Array.from({ length: Math.floor(random() * 12) }, (_, index) => ({
      testcaseId: pick(random, IDS),
      verdict: pick(random, VERDICTS),
      checkedAt: new Date(at.getTime() + Math.floor((random() - 0.98) * 60 * DAY_MS)),
      reportUuid: `report-${index}`,
    }))
    const { compliance, until } = evaluated(results, at)
    assert.ok(until > at.getTime())
    const end = Math.min(until, at.getTime() + 400 * DAY_MS)
    for (const instant of [at.getTime() + Math.floor(random() * (end - at.getTime())), end - 1]) {
      const later = evaluated(results, new Date(instant)).compliance
      assert.deepEqual(
        { ...later, at },
        compliance,
        `round ${round}: ${at.toISOString()} and ${new Date(instant).toISOString()}`,
      )
    }
    if (until === end) {
      const after = evaluated(results, new Date(until)).compliance
      if (JSON.stringify({ ...after, at }) !== JSON.stringify(compliance)) changes += 1
    }
  }
  assert.ok(changes > 1_000, 'the instant that is said is mostly one at which something changes')
})

test('what ends it is an expiry, a result of a clock that runs ahead, or the timeline at midnight', () => {
  const at = new Date('2026-03-04T12:00:00Z')
  const until = (...results: DatedResult[]) => new Date(evaluated(results, at).until).toISOString()
  assert.equal(until(), '2026-07-01T00:00:00.000Z')
  assert.equal(until(one('2026-03-04T11:00:00Z')), '2026-03-16T00:00:00.000Z')
  assert.equal(until(one('2026-03-04T11:00:00Z'), one('2026-03-04T12:04:00Z', 'FAIL')), '2026-03-04T12:04:00.000Z')
})

test('an evaluation that nothing can change any more stays for ever', () => {
  assert.equal(evaluated([], new Date('2090-01-01T00:00:00Z')).until, Number.POSITIVE_INFINITY)
})
