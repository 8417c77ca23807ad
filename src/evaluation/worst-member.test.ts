import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Validity } from '#scopes/validity.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import type { Compliance } from './compliance.ts'
import { stateOf, worstMember } from './worst-member.ts'

function compliance(standing: Standing, validity: Validity = 'effective', hasData = true): Compliance {
  const shown = { version: 'v1', validity, standing, targets: [], testcases: [] }
  const at = new Date('2026-01-01')
  const common = { scopeUuid: 'u', scopeName: 'n', at, versions: [], standing, hasData, testcases: [] }
  return standing === 'FAIL' ? common : { ...common, shown }
}

const MEMBERS = {
  fail: compliance('FAIL'),
  missing: compliance('MISS'),
  nothing: compliance('MISS', 'effective', false),
  unknown: undefined,
  undecided: compliance('ABORT'),
  pass: compliance('PASS'),
  passInWarn: compliance('PASS', 'warn'),
  passInDeprecated: compliance('PASS', 'deprecated'),
}
type Name = keyof typeof MEMBERS

describe('a group is represented by', () => {
  const rows: readonly [title: string, members: Name[], worst: Name | undefined][] = [
    ['nobody if it is empty', [], undefined],
    ['its only member', ['pass'], 'pass'],
    ['a failing member before one with missing results', ['missing', 'fail'], 'fail'],
    ['one with missing results before one without any', ['nothing', 'missing'], 'missing'],
    ['one without any results before an undecided one', ['undecided', 'nothing'], 'nothing'],
    ['one that was never evaluated like one without results', ['undecided', 'unknown', 'pass'], 'unknown'],
    ['an undecided one before one that passes', ['pass', 'undecided'], 'undecided'],
    ['one that only passes a version in warn before an undecided one', ['undecided', 'passInWarn'], 'passInWarn'],
    ['one with missing results before one in warn', ['passInWarn', 'missing'], 'missing'],
    [
      'one that only passes a deprecated version before missing results',
      ['missing', 'passInDeprecated'],
      'passInDeprecated',
    ],
    ['a failing one before one with a deprecated version', ['passInDeprecated', 'fail'], 'fail'],
  ]
  for (const [title, names, worst] of rows) {
    test(title, () => {
      const found = worstMember(names.map((name) => ({ name, compliance: MEMBERS[name] })))
      assert.equal(found?.name, worst)
      const reversed = worstMember(names.toReversed().map((name) => ({ name, compliance: MEMBERS[name] })))
      assert.equal(reversed?.name, worst)
    })
  }
})

test('no data is something else than a missing result', () => {
  assert.equal(stateOf(undefined), 'no data')
  assert.equal(stateOf(MEMBERS.nothing), 'no data')
  assert.equal(stateOf(MEMBERS.missing), 'missing')
  assert.equal(stateOf(MEMBERS.undecided), 'inconclusive')
})
