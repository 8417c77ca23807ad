import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseApiInstant, parsePropertyDate, parsePropertyDay } from './property-date.ts'

describe('dates of image properties', () => {
  const read: [text: string, iso: string, isTolerated: boolean][] = [
    ['2026-08-01', '2026-08-01T00:00:00.000Z', false],
    ['2026-08-01 12:30', '2026-08-01T12:30:00.000Z', false],
    ['2026-08-01 12:30:59', '2026-08-01T12:30:59.000Z', false],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', false],
    ['1970-01-01', '1970-01-01T00:00:00.000Z', false],
    ['0099-12-31', '0099-12-31T00:00:00.000Z', false],
    ['2026-8-1', '2026-08-01T00:00:00.000Z', true],
    ['2026-08-01 9:05', '2026-08-01T09:05:00.000Z', true],
    ['2026-08-01T12:30:59Z', '2026-08-01T12:30:59.000Z', true],
    ['2026-12-31 23:59:60', '2027-01-01T00:00:00.000Z', true],
  ]
  for (const [text, iso, isTolerated] of read) {
    test(`${text} is ${iso}${isTolerated ? ', tolerated' : ''}`, () => {
      const date = parsePropertyDate(text)
      assert.deepEqual([date?.at.toISOString(), date?.isTolerated], [iso, isTolerated])
    })
  }

  const notDates = [
    '',
    'junk',
    '20260801',
    '2026-13-01',
    '2026-00-01',
    '2026-02-30',
    '2025-02-29',
    '2026-08-01 24:00',
    '2026-08-01 12:60',
    '2026-08-01 12:30:61',
    '2026-08-01T12:30',
    '2026-08-01 12:30Z',
    ' 2026-08-01',
    '2026-08-01\n',
    '26-08-01',
  ]
  for (const text of notDates) {
    test(`${JSON.stringify(text)} is no date`, () => assert.equal(parsePropertyDate(text), undefined))
  }

  test('a day with a time is no day', () => {
    assert.equal(parsePropertyDay('2026-08-01 00:00'), undefined)
    assert.equal(parsePropertyDay('2026-08-01')?.at.toISOString(), '2026-08-01T00:00:00.000Z')
  })
})

describe('instants of the Image API', () => {
  const instants: [text: string, iso: string | undefined][] = [
    ['2026-08-02T10:00:00Z', '2026-08-02T10:00:00.000Z'],
    ['2026-08-02T10:00:00+00:00', '2026-08-02T10:00:00.000Z'],
    ['2026-08-02T12:00:00.123456+0200', '2026-08-02T10:00:00.123Z'],
    ['2026-08-02T10:00:00', '2026-08-02T10:00:00.000Z'],
    ['2026-08-02 10:00:00', '2026-08-02T10:00:00.000Z'],
    ['2026-02-30T10:00:00Z', undefined],
    ['2026-08-02', undefined],
    ['yesterday', undefined],
    ['2026-08-02T99:00:00Z', undefined],
  ]
  for (const [text, iso] of instants) {
    test(`${text} is ${iso ?? 'no instant'}`, () => assert.equal(parseApiInstant(text)?.toISOString(), iso))
  }
})
