import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complianceChanges } from './compliance-changes.ts'
import type { ScopePeriod } from './history.ts'

const period = (day: number, changes: Partial<ScopePeriod>): ScopePeriod => ({
  from: new Date(Date.UTC(2026, 0, day)),
  until: new Date(Date.UTC(2026, 0, day + 1)),
  standing: 'MISS',
  reason: 'no result',
  versions: [],
  ...changes,
})

test('a change is what lies between two periods; the first period is none', () => {
  const periods = [
    period(1, {}),
    period(2, { standing: 'PASS', shown: 'v2', validity: 'effective', reason: 'result', versions: ['v2'] }),
    period(3, { standing: 'FAIL', reason: 'result' }),
  ]
  assert.deepEqual(complianceChanges(periods), [
    {
      at: new Date('2026-01-02T00:00:00Z'),
      before: { standing: 'MISS' },
      after: { standing: 'PASS', shown: 'v2', validity: 'effective' },
      reason: 'result',
    },
    {
      at: new Date('2026-01-03T00:00:00Z'),
      before: { standing: 'PASS', shown: 'v2', validity: 'effective' },
      after: { standing: 'FAIL' },
      reason: 'result',
    },
  ])
  assert.deepEqual(complianceChanges([]), [])
})
