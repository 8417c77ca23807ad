import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseCheckedAt } from './checked-at.ts'

describe('checked_at', () => {
  const moments: readonly [text: string, iso: string][] = [
    ['2026-11-21 03:51:16.429123', '2026-11-21T03:51:16.429Z'],
    ['2026-11-21 03:51:16', '2026-11-21T03:51:16.000Z'],
    ['2026-11-21T03:51:16Z', '2026-11-21T03:51:16.000Z'],
    ['2026-11-21T12:00:00+02:00', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21T12:00:00 -0530', '2026-11-21T17:30:00.000Z'],
    ['2026-11-21T12:00+02', '2026-11-21T10:00:00.000Z'],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ]
  for (const [text, iso] of moments) {
    test(`${text} is ${iso}`, () => assert.equal(parseCheckedAt(text)?.toISOString(), iso))
  }
  const others = [
    '',
    'now',
    'yesterday',
    'infinity',
    '2026-02-30',
    '2026-11-21T25:00:00',
    '2019-12-31',
    '9999-12-31',
    '20000-01-01',
    '2026-11-21T12:00:00+25:00',
    '21.11.2026',
    '2026-11-21 12',
    '2026-11-21\n',
  ]
  for (const text of others) {
    test(`${JSON.stringify(text)} is no moment of a check`, () => assert.equal(parseCheckedAt(text), undefined))
  }
})
