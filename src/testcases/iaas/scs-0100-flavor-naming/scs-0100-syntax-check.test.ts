import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { JUDGE_TABLE_NOW, judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0100-syntax-check.ts'

function flavors(...names: string[]): Flavor[] {
  return names.map((name, index) => ({
    id: `${index}`,
    name,
    vcpus: 1,
    ramMiB: 1,
    diskGiB: 0,
    isPublic: true,
    isDisabled: false,
    extraSpecs: null,
  }))
}

judgeTable(testcase, [
  { name: 'no flavor at all', facts: { flavors: [] }, verdict: 'PASS' },
  { name: 'only flavors with other names', facts: { flavors: flavors('m1.tiny', 'scs-2V-4', '') }, verdict: 'PASS' },
  {
    name: 'valid names, one of them with every extension',
    facts: { flavors: flavors('SCS-2V-4', 'SCS-16T-64-3x10s_bms_hwv_i3h_GNa-64_ib') },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a name in the spelling of version 1 is tolerated with a warning',
    facts: { flavors: flavors('SCS-2V:4:20s', 'SCS-2V-4') },
    verdict: 'PASS',
    warnsAbout: ['flavor SCS-2V:4:20s'],
  },
  {
    name: 'every name that does not parse is listed, beside the valid ones',
    facts: { flavors: flavors('SCS-bogus', 'SCS-2V-4', 'SCS-2V-4-1.5', 'm1', 'SCS-2V:4') },
    verdict: 'FAIL',
    about: ['flavor SCS-bogus', 'flavor SCS-2V-4-1.5'],
    warnsAbout: ['flavor SCS-2V:4'],
  },
  {
    name: 'a GPU without generation before InfiniBand (D-01)',
    facts: { flavors: flavors('SCS-2V-4_GN_ib') },
    verdict: 'PASS',
  },
  {
    name: 'the misprint of the standard itself (D-04)',
    facts: { flavors: flavors('SCS-2C-4-n_bms_3') },
    verdict: 'FAIL',
  },
])

test('a finding marks where the name stops following the rule', () => {
  const judgement = testcase.judge(
    { flavors: flavors('SCS-2V-4-1.5') } as Parameters<typeof testcase.judge>[0],
    new Date(JUDGE_TABLE_NOW),
  )
  assert.ok(judgement.verdict === 'FAIL')
  assert.equal(judgement.findings[0].found, 'SCS-2V-4-1▸.5')
})
