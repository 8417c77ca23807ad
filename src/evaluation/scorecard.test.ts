import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parseScope } from '#scopes/parse-scope.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { DatedResult } from './compliance.ts'
import { scorecard } from './scorecard.ts'

/** Results as `PASS 2026-06-01` or `PASS 2026-06-01T12:00:00Z uuid`. */
function results(...lines: readonly string[]): DatedResult[] {
  return lines.map((line, index) => {
    const [verdict, checkedAt = '', reportUuid = `report-${index}`] = line.split(' ')
    return { testcaseId: 't', verdict: verdict as Verdict, checkedAt: new Date(checkedAt), reportUuid }
  })
}

const AT = new Date('2026-06-10T12:00:00Z')
const entry = (given: readonly DatedResult[], at = AT) => scorecard([{ id: 't', lifetime: 'week' }], given, at).get('t')

describe('what counts for a testcase is', () => {
  const rows: readonly [title: string, given: string[], standing: string, lastDecisive: string | undefined][] = [
    ['nothing without results', [], 'MISS', undefined],
    ['the newest result', ['PASS 2026-06-08', 'FAIL 2026-06-09', 'PASS 2026-06-07'], 'FAIL', undefined],
    ['the newest result in whatever order', ['FAIL 2026-06-09', 'PASS 2026-06-08'], 'FAIL', undefined],
    ['a PASS after a FAIL', ['FAIL 2026-06-08', 'PASS 2026-06-09'], 'PASS', undefined],
    ['an ABORT, beside the PASS before it', ['PASS 2026-06-08', 'ABORT 2026-06-09'], 'ABORT', 'PASS 2026-06-08'],
    ['an ABORT, beside a FAIL long expired', ['FAIL 2025-01-01', 'ABORT 2026-06-09'], 'ABORT', 'FAIL 2025-01-01'],
    [
      'an ABORT, beside the newer of two decisive ones',
      ['FAIL 2026-06-01', 'PASS 2026-06-02', 'ABORT 2026-06-03', 'ABORT 2026-06-09'],
      'ABORT',
      'PASS 2026-06-02',
    ],
    ['an ABORT alone', ['ABORT 2026-06-09'], 'ABORT', undefined],
    ['nothing after expiry, beside what it once was', ['PASS 2026-05-20'], 'MISS', 'PASS 2026-05-20'],
    ['nothing if even the newest has expired', ['PASS 2026-05-20', 'ABORT 2026-05-21'], 'MISS', 'PASS 2026-05-20'],
    ['not a result of the future', ['PASS 2026-06-09', 'FAIL 2026-06-10T12:00:00.001Z'], 'PASS', undefined],
    ['a result of this very moment', ['PASS 2026-06-09', 'FAIL 2026-06-10T12:00:00Z'], 'FAIL', undefined],
    ['the weightier of two of the same instant', ['FAIL 2026-06-09', 'PASS 2026-06-09'], 'FAIL', undefined],
    ['the weightier of two, the other way round', ['PASS 2026-06-09', 'FAIL 2026-06-09'], 'FAIL', undefined],
  ]
  for (const [title, given, standing, lastDecisive] of rows) {
    test(title, () => {
      const found = entry(results(...given))
      assert.equal(found?.standing, standing)
      const decisive = found?.lastDecisive
      assert.equal(decisive && `${decisive.verdict} ${decisive.checkedAt.toISOString().slice(0, 10)}`, lastDecisive)
      assert.equal(found?.result === undefined, standing === 'MISS')
    })
  }

  test('dated, and has the report that it comes from', () => {
    const found = entry(results('ABORT 2026-06-09T01:00:00Z abc', 'PASS 2026-05-20T02:00:00Z def'))
    assert.deepEqual(found?.result, {
      testcaseId: 't',
      verdict: 'ABORT',
      checkedAt: new Date('2026-06-09T01:00:00Z'),
      reportUuid: 'abc',
      expiresAt: new Date('2026-06-22T00:00:00Z'),
      isExpired: false,
    })
    assert.equal(found?.lastDecisive?.reportUuid, 'def')
    assert.equal(found?.lastDecisive?.isExpired, true)
  })

  test('valid strictly before its expiry', () => {
    const given = results('PASS 2026-06-03')
    assert.equal(entry(given, new Date('2026-06-14T23:59:59.999Z'))?.standing, 'PASS')
    assert.equal(entry(given, new Date('2026-06-15T00:00:00Z'))?.standing, 'MISS')
  })
})

describe('expiry as the vectors have it', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../tests/vectors/kaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ category }: { category: string }) => category === 'score.expiry')

  test('all vectors are here', () => assert.equal(those.length, 4))

  const scope = parseScope(readFileSync(SHIPPED_SCOPES[1].file, 'utf8'), { fileName: 'kaas' })
  const { testcases } = resolveVersion(scope, 'v1', new Map())
  for (const { id, input, expected } of those) {
    test(id, () => {
      const rows: { subject: string; testcase: string; result: Verdict; checkedAt: string }[] = input.rows
      const bySubject = Map.groupBy(rows, ({ subject }) => subject)
      const actual = [...bySubject].map(([subject, ofSubject]) => {
        const given = ofSubject.map(({ testcase, result, checkedAt }) => ({
          testcaseId: testcase,
          verdict: result,
          checkedAt: new Date(`${checkedAt}Z`),
          reportUuid: 'x',
        }))
        const card = scorecard(testcases, given, new Date(`${input.now}Z`))
        const valid = [...card.values()].flatMap(({ testcaseId, result }) =>
          result ? [[testcaseId, result.verdict]] : [],
        )
        return [subject, Object.fromEntries(valid)]
      })
      assert.deepEqual(Object.fromEntries(actual), expected)
    })
  }
})
