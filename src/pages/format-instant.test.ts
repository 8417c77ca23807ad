import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countryName, formatDay, formatInstant, formatNumber } from './format-instant.ts'

const AT = new Date('2026-11-21T06:12:59.999Z')

test('instants, days, numbers and countries come in the form of their reader, instants always with their zone', () => {
  assert.equal(formatInstant(AT, 'en'), '2026-11-21 06:12 UTC')
  assert.equal(formatInstant(AT, 'de'), '21.11.2026, 06:12 UTC')
  assert.equal(formatDay('2026-01-09', 'en'), '2026-01-09')
  assert.equal(formatDay('2026-01-09', 'de'), '09.01.2026')
  assert.equal(formatNumber(12_345.5, 'en'), '12,345.5')
  assert.equal(formatNumber(12_345.5, 'de'), '12.345,5')
  assert.equal(countryName('DE', 'en'), 'Germany')
  assert.equal(countryName('DE', 'de'), 'Deutschland')
  assert.equal(countryName('QX', 'de'), 'QX')
})
