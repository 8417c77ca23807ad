import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { DatedResult } from './compliance.ts'
import { dueTestcases } from './due-testcases.ts'

const scope = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example.yaml' })
const DAY = 86_400_000
const ALL = ['scs-9001-first', 'scs-9001-second', 'scs-9001-nicety', 'scs-9002-images', 'scs-9002-more', 'papers-check']
/** Wednesday; results of the week before, with lifetime `week`, expire on Monday the 18th. */
const AT = new Date('2026-05-13T12:00:00Z')

function due(results: Readonly<Record<string, string>>, withinDays: number, at = AT): string[] {
  const given = Object.entries(results).map(
    ([testcaseId, day]): DatedResult => ({
      testcaseId,
      verdict: 'PASS',
      checkedAt: new Date(`${day}T06:00:00Z`),
      reportUuid: 'r',
    }),
  )
  return dueTestcases({
    scope,
    defaults: new Map([['papers-check', { section: null, lifetime: 'quarter' }]]),
    results: given,
    at,
    withinMs: withinDays * DAY,
  }).map(({ testcaseId, reason, expiresAt, isManual }) =>
    [testcaseId, reason, expiresAt?.toISOString().slice(0, 10), isManual ? 'by a person' : undefined]
      .filter(Boolean)
      .join(' '),
  )
}

const fresh = Object.fromEntries(ALL.map((id) => [id, '2026-05-12']))

describe('due testcases', () => {
  test('of a cloud without results everything is due, manual checks named as such', () => {
    assert.deepEqual(
      due({}, 1).toSorted(),
      ALL.map((id) => `${id} missing${id === 'papers-check' ? ' by a person' : ''}`).toSorted(),
    )
  })
  test('of a cloud checked yesterday nothing is due within a day', () => {
    assert.deepEqual(due(fresh, 1), [])
  })
  test('a result that expires within the span is due, one that expires later is not', () => {
    const results = { ...fresh, 'scs-9001-first': '2026-05-08' }
    assert.deepEqual(due(results, 4), [])
    assert.deepEqual(due(results, 5), ['scs-9001-first expires 2026-05-18'])
  })
  test('where versions differ in lifetime, the shorter one decides', () => {
    assert.deepEqual(due({ ...fresh, 'scs-9002-images': '2026-05-01' }, 1), ['scs-9002-images missing'])
    assert.deepEqual(due({ ...fresh, 'scs-9002-images': '2026-05-08' }, 5), ['scs-9002-images expires 2026-05-18'])
  })
  test('versions that are only listed as deprecated ask for nothing', () => {
    const beforeV2 = new Date('2025-12-01T12:00:00Z')
    assert.deepEqual(due({}, 1, beforeV2), [
      'scs-9001-first missing',
      'scs-9001-second missing',
      'scs-9001-nicety missing',
    ])
  })
})
