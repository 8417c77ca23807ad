import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { evaluate } from '#evaluation/evaluate.ts'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { badgeStateOf } from './badge-state.ts'

const scope = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example.yaml' })
const ALL = { 'scs-9001-first': 'PASS', 'scs-9001-second': 'PASS', 'scs-9002-images': 'PASS' } as const

function state(verdicts: Readonly<Record<string, Verdict>>, at = '2026-03-04T12:00:00Z') {
  const results = Object.entries(verdicts).map(([testcaseId, verdict]) => ({
    testcaseId,
    verdict,
    checkedAt: new Date(Date.parse(at) - 3_600_000),
    reportUuid: 'report',
  }))
  return badgeStateOf(evaluate({ scope, defaults: new Map(), results, at: new Date(at) }))
}

describe('the state on a badge', () => {
  test('nothing known', () => assert.equal(badgeStateOf(undefined), 'no data'))
  test('no results', () => assert.equal(state({}), 'no data'))
  test('everything passes', () => assert.equal(state(ALL), 'pass'))
  test('only the version in warn passes', () =>
    assert.equal(state({ ...ALL, 'scs-9002-images': 'FAIL' }), 'pass, renewal due'))
  test('a failure in every version', () => assert.equal(state({ ...ALL, 'scs-9001-first': 'FAIL' }), 'fail'))
  test('a result is missing', () => assert.equal(state({ 'scs-9001-first': 'PASS' }), 'missing'))
  test('a check was not finished', () => assert.equal(state({ ...ALL, 'scs-9001-second': 'ABORT' }), 'inconclusive'))
})
