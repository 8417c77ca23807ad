import type { VolumeType } from '#facts/openstack/volume-types.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0114-syntax-check.ts'

function types(...descriptions: readonly (string | null)[]): VolumeType[] {
  return descriptions.map((description, index) => ({ id: `${index}`, name: `t${index}`, description, isPublic: true }))
}

judgeTable(testcase, [
  { name: 'no volume types at all', facts: { volumeTypes: [] }, verdict: 'PASS' },
  { name: 'descriptions without a list', facts: { volumeTypes: types(null, '', 'fast disks') }, verdict: 'PASS' },
  {
    name: 'one list of both aspects in order',
    facts: { volumeTypes: types('[scs:encrypted, replicated] LUKS on three disks') },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'one list in the wrong order',
    facts: { volumeTypes: types('[scs:replicated, encrypted]', '[scs:encrypted]') },
    verdict: 'FAIL',
    about: ['volume type t0'],
  },
  {
    name: 'an aspect twice in a list that is otherwise in order',
    facts: { volumeTypes: types('[scs:encrypted, encrypted]') },
    verdict: 'FAIL',
    about: ['volume type t0'],
  },
  {
    name: 'an aspect twice in a list that is also in disorder',
    facts: { volumeTypes: types('[scs:replicated, encrypted, replicated]') },
    verdict: 'FAIL',
    about: ['volume type t0', 'volume type t0'],
  },
  {
    name: 'an empty list, an open one, an empty aspect and a semicolon',
    facts: { volumeTypes: types('[scs:]', '[scs:encrypted', '[scs:,encrypted]', '[scs:encrypted;replicated]') },
    verdict: 'FAIL',
    about: ['volume type t0', 'volume type t1', 'volume type t2', 'volume type t3'],
    warnsAbout: [],
  },
  {
    name: 'a word that the standard does not know',
    facts: { volumeTypes: types('[scs:encrypted, ssd]', '[scs:ssd]') },
    verdict: 'PASS',
    warnsAbout: ['volume type t0', 'volume type t1'],
  },
  {
    name: 'an unknown word in the wrong place',
    facts: { volumeTypes: types('[scs:ssd, encrypted]') },
    verdict: 'FAIL',
    about: ['volume type t0'],
    warnsAbout: ['volume type t0'],
  },
  {
    name: 'text that somebody may have meant as a list',
    facts: { volumeTypes: types('[SCS:encrypted]', ' [scs:replicated]') },
    verdict: 'PASS',
    warnsAbout: ['volume type t0', 'volume type t1'],
  },
  {
    name: 'an aspect in capital letters',
    facts: { volumeTypes: types('[scs:Encrypted]') },
    verdict: 'PASS',
    warnsAbout: ['volume type t0'],
  },
])
