import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { replacementDue } from './replacement-due.ts'

describe('the last day on which an image may still be current', () => {
  const rows: [published: string, frequency: string, due: string | undefined][] = [
    ['2021-04-14T00:00:00Z', 'monthly', '2021-05-17'],
    ['2026-08-02T23:59:59Z', 'daily', '2026-08-06'],
    ['2026-08-02T10:00:00Z', 'weekly', '2026-08-12'],
    ['2026-08-02T10:00:00Z', 'quarterly', '2026-11-05'],
    ['2026-01-31T10:00:00Z', 'monthly', '2026-03-03'],
    ['2024-01-31T10:00:00Z', 'monthly', '2024-03-03'],
    ['2024-02-29T10:00:00Z', 'yearly', '2025-03-03'],
    ['2026-11-30T10:00:00Z', 'quarterly', '2027-03-03'],
    ['2026-12-30T10:00:00Z', 'daily', '2027-01-03'],
    ['2026-08-02T10:00:00Z', 'never', undefined],
    ['2026-08-02T10:00:00Z', 'critical_bug', undefined],
    ['2026-08-02T10:00:00Z', 'constructor', undefined],
  ]
  for (const [published, frequency, due] of rows) {
    test(`published ${published}, ${frequency}: ${due ?? 'no such day'}`, () => {
      assert.equal(replacementDue(new Date(published), frequency), due)
    })
  }
})
