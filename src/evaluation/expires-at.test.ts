import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { DEFAULT_LIFETIME, LIFETIMES } from '#vocabulary/lifetime.ts'
import { expiresAt } from './expires-at.ts'

interface Vector {
  readonly id: string
  readonly kind?: string
  readonly category?: string
  readonly input: { readonly checked_at?: string; readonly checkedAt?: string; readonly lifetime: never }
  readonly expected_python?: string
  readonly expected?: string
}

function vectors(file: 'iaas' | 'kaas'): Vector[] {
  return JSON.parse(readFileSync(new URL(`../../tests/vectors/${file}.json`, import.meta.url), 'utf8')).vectors
}

describe('a result expires', () => {
  const iaas = vectors('iaas').filter(({ kind }) => kind === 'add_period')
  const kaas = vectors('kaas').filter(({ category }) => category === 'validity.addPeriod')

  test('all vectors are here', () => assert.deepEqual([iaas.length, kaas.length], [81, 52]))

  for (const { id, input, expected_python, expected = expected_python } of [...iaas, ...kaas]) {
    const { checked_at, checkedAt = checked_at, lifetime } = input
    test(`${id}: ${lifetime} from ${checkedAt} ends at ${expected}`, () => {
      const ask = () => expiresAt(new Date(`${checkedAt}Z`), lifetime ?? DEFAULT_LIFETIME)
      if (expected === 'ERROR') assert.throws(ask, TypeError)
      else assert.equal(ask().toISOString(), `${expected}.000Z`)
    })
  }

  test('by the calendar of UTC, wherever the check was made', () => {
    assert.equal(expiresAt(new Date('2026-06-01T01:00:00+02:00'), 'day').toISOString(), '2026-06-02T00:00:00.000Z')
    assert.equal(expiresAt(new Date('2026-05-31T23:00:00-02:00'), 'month').toISOString(), '2026-08-01T00:00:00.000Z')
  })

  test('never earlier because it was checked later, and never before it was checked', () => {
    for (const lifetime of LIFETIMES) {
      let last = 0
      for (let hour = 0; hour < 24 * 800; hour += 5) {
        const checkedAt = new Date(Date.UTC(2023, 11, 1, hour))
        const expiry = expiresAt(checkedAt, lifetime).getTime()
        assert.ok(expiry >= last && expiry > checkedAt.getTime(), `${lifetime} ${checkedAt.toISOString()}`)
        last = expiry
      }
    }
  })
})
