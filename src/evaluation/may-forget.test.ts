import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { mayForget, RETENTION_RULES } from './may-forget.ts'

const AT = new Date('2026-11-21T12:00:00Z')
const report = (checked: string, changes: Partial<Parameters<typeof mayForget>[0]> = {}) => ({
  checkedAt: new Date(checked),
  receivedAt: new Date(checked),
  bearsPeriod: false,
  isShown: false,
  ...changes,
})

const TABLE: readonly (readonly [title: string, report: Parameters<typeof mayForget>[0], expected: boolean])[] = [
  ['an unimportant report of three years ago may be forgotten', report('2023-11-01T00:00:00Z'), true],
  ['one with a period resting on it is kept', report('2023-11-01T00:00:00Z', { bearsPeriod: true }), false],
  ['one that a page shows is kept', report('2023-11-01T00:00:00Z', { isShown: true }), false],
  ['one of last year is kept', report('2025-11-30T00:00:00Z'), false],
  ['one from before the 18 months that could still count in them is kept', report('2024-04-01T00:00:00Z'), false],
  ['the last one that could not count in them any more may be forgotten', report('2024-03-31T23:59:59Z'), true],
  [
    'an old one that arrived late is kept',
    report('2023-11-01T00:00:00Z', { receivedAt: new Date('2025-06-01T00:00:00Z') }),
    false,
  ],
]

describe('what retention may forget', () => {
  for (const [title, subject, expected] of TABLE) {
    test(title, () => assert.equal(mayForget(subject, AT, RETENTION_RULES), expected))
  }
  test('rules that keep less than 18 months are refused', () => {
    for (const keepMonths of [17, 0, Number.NaN])
      assert.throws(() => mayForget(report('2020-01-01'), AT, { keepMonths }), RangeError)
  })
})
