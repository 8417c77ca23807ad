import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { evaluate } from './evaluate.ts'
import { nextChangeAt } from './next-change-at.ts'
import { seededRandom } from './seeded-random.fixture.ts'

const scope = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example.yaml' })

function next(at: string, results: Readonly<Record<string, string>>): string | undefined {
  const dated = Object.entries(results).map(([testcaseId, checkedAt]) => ({
    testcaseId,
    verdict: 'PASS' as const,
    checkedAt: new Date(checkedAt),
    reportUuid: 'r',
  }))
  const compliance = evaluate({ scope, defaults: new Map(), results: dated, at: new Date(at) })
  return nextChangeAt(scope, compliance, dated)?.toISOString()
}

describe('the next change without a report', () => {
  test('is the expiry of the first result', () => {
    const results = { 'scs-9001-first': '2026-03-03T00:00:00Z', 'scs-9001-second': '2026-03-10T00:00:00Z' }
    assert.equal(next('2026-03-11T12:00:00Z', results), '2026-03-16T00:00:00.000Z')
  })
  test('is the next day of the timeline where that comes first', () => {
    assert.equal(next('2026-06-30T23:59:59Z', { 'scs-9001-first': '2026-06-30T06:00:00Z' }), '2026-07-01T00:00:00.000Z')
  })
  test('is the moment of a check by a clock that runs ahead', () => {
    const at = '2026-03-03T12:00:00Z'
    assert.equal(next(at, { 'scs-9001-first': '2026-03-03T12:04:00Z' }), '2026-03-03T12:04:00.000Z')
  })
  test('never comes where nothing counts and the timeline has ended', () => {
    assert.equal(next('2030-01-01T00:00:00Z', { 'scs-9001-first': '2026-03-03T12:04:00Z' }), undefined)
  })

  test('an evaluation says the same at every instant before it', () => {
    const random = seededRandom(5)
    const ids = ['scs-9001-first', 'scs-9001-second', 'scs-9002-images', 'scs-9002-more', 'papers-check']
    const start = Date.parse('2026-01-01T00:00:00Z')
    for (let round = 0; round < 300; round += 1) {
      const at = new Date(start + Math.floor(random() * 300 * 86_400_000))
      const results = ids.flatMap((testcaseId) => {
        if (random() < 0.2) return []
        const verdict: Verdict = random() < 0.7 ? 'PASS' : random() < 0.5 ? 'FAIL' : 'ABORT'
        const checkedAt = new Date(at.getTime() - Math.floor((random() * 30 - 0.01) * 86_400_000))
        return [{ testcaseId, verdict, checkedAt, reportUuid: 'r' }]
      })
      const says = (moment: Date) => {
        const { versions, standing, shown } = evaluate({ scope, defaults: new Map(), results, at: moment })
        const lines = versions.map(({ version, validity, standing: own }) => [version, validity, own])
        return JSON.stringify([lines, standing, shown?.version])
      }
      const compliance = evaluate({ scope, defaults: new Map(), results, at })
      const change = nextChangeAt(scope, compliance, results)?.getTime() ?? at.getTime() + 10 * 86_400_000
      for (const share of [0.1, 0.5, 0.999]) {
        const between = new Date(Math.min(change - 1, at.getTime() + share * (change - at.getTime())))
        assert.equal(says(between), says(at), `round ${round}`)
      }
    }
  })
})
