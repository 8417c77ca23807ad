import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Facts } from '#facts/facts.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import { JUDGE_TABLE_NOW, judgeTable } from '#testcases/judge-table.ts'
import { testcases } from './scs-0103-flavor.ts'
import { MANDATORY_FLAVORS, RECOMMENDED_FLAVORS } from './standard-flavors.ts'

interface StandardFlavorVector {
  readonly id: string
  readonly kind: string
  readonly input: {
    readonly canonical: string
    readonly flavors: readonly {
      readonly name: string
      readonly vcpus: number
      readonly ram: number
      readonly disk: number
      readonly extra_specs: Record<string, string>
    }[]
  }
  readonly expected_python: string
  readonly expected_standard?: string
}

function testcaseFor(standardName: string): AutomatedTestcase {
  const found = testcases.find(({ id }) => id === `scs-0103-flavor-${standardName.replace('SCS-', '').toLowerCase()}`)
  assert.ok(found, `no testcase for ${standardName}`)
  return found
}

function judge(standardName: string, flavors: readonly Flavor[]) {
  const facts = { flavors: [...flavors] } as Partial<Facts> as Facts
  return testcaseFor(standardName).judge(facts, new Date(JUDGE_TABLE_NOW))
}

describe('every standard_flavor vector holds', () => {
  const VECTORS_URL = new URL('../../../../tests/vectors/iaas.json', import.meta.url)
  const { vectors } = JSON.parse(readFileSync(VECTORS_URL, 'utf8')) as { vectors: StandardFlavorVector[] }
  const rows = vectors.filter(({ kind }) => kind === 'standard_flavor')
  test('all 18 of them are here', () => assert.equal(rows.length, 18))

  for (const { id, input, expected_python: python, expected_standard: standard } of rows) {
    test(`${id}: ${input.canonical}`, () => {
      const flavors = input.flavors.map(({ name, vcpus, ram, disk, extra_specs: extraSpecs }, index) => ({
        id: `${index}`,
        name,
        vcpus,
        ramMiB: ram,
        diskGiB: disk,
        isPublic: true,
        isDisabled: false,
        extraSpecs,
      }))
      assert.equal(judge(input.canonical, flavors).verdict, standard ?? python)
    })
  }
})

test('there are 15 mandatory and 16 recommended flavors, each with a testcase of its own', () => {
  assert.equal(MANDATORY_FLAVORS.length, 15)
  assert.equal(RECOMMENDED_FLAVORS.length, 16)
  assert.equal(new Set(testcases.map(({ id }) => id)).size, 31)
  assert.ok(testcases.some(({ id }) => id === 'scs-0103-flavor-4v-16-100s'))
})

test('the remedy of a flavor is the command that creates it', () => {
  assert.ok(
    testcaseFor('SCS-2V-4-20s').remedy.includes(
      'openstack flavor create SCS-2V-4-20s --vcpus 2 --ram 4096 --disk 20 --property scs:cpu-type=shared-core ' +
        '--property scs:disk0-type=ssd --property scs:name-v1=SCS-2V:4:20s --property scs:name-v2=SCS-2V-4-20s',
    ),
  )
})

const SPECS = { 'scs:name-v1': 'SCS-2V:4', 'scs:name-v2': 'SCS-2V-4', 'scs:cpu-type': 'shared-core' }

/** SCS-2V-4 as the standard wants it, with changes. */
function diskless(changes: Partial<Flavor> = {}): Flavor {
  return {
    id: '1',
    name: 'SCS-2V-4',
    vcpus: 2,
    ramMiB: 4096,
    diskGiB: 0,
    isPublic: true,
    isDisabled: false,
    extraSpecs: SPECS,
    ...changes,
  }
}

const WITHHELD = { class: 'permission', detail: 'GET /flavors/2/os-extra_specs answered 403' } as const

judgeTable(testcaseFor('SCS-2V-4'), [
  { name: 'the flavor as the table wants it', facts: { flavors: [diskless()] }, verdict: 'PASS', warnsAbout: [] },
  {
    name: 'the flavor under another real name',
    facts: { flavors: [diskless({ name: 'm1.medium' })] },
    verdict: 'PASS',
  },
  { name: 'no flavor at all', facts: { flavors: [] }, verdict: 'FAIL', about: ['flavor SCS-2V-4'] },
  {
    name: 'the right machine under a foreign name',
    facts: { flavors: [diskless({ name: 'm1', extraSpecs: {} })] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V-4'],
  },
  {
    name: 'the right name without any extra spec',
    facts: { flavors: [diskless({ extraSpecs: {} })] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V-4', 'flavor SCS-2V-4', 'flavor SCS-2V-4'],
  },
  {
    name: 'more RAM than the table says',
    facts: { flavors: [diskless({ ramMiB: 4097 })] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V-4'],
  },
  { name: 'a disk where there should be none', facts: { flavors: [diskless({ diskGiB: 10 })] }, verdict: 'FAIL' },
  {
    name: 'a disk type on a flavor without disk (D-11)',
    facts: { flavors: [diskless({ extraSpecs: { ...SPECS, 'scs:disk0-type': 'ssd' } })] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V-4'],
  },
  {
    name: 'the standard spelling of version 1 in name-v1 only',
    facts: { flavors: [diskless({ name: 'SCS-2V:4', extraSpecs: { 'scs:name-v1': 'SCS-2V:4' } })] },
    verdict: 'FAIL',
  },
  {
    name: 'another spelling in name-v1',
    facts: { flavors: [diskless({ extraSpecs: { ...SPECS, 'scs:name-v1': 'SCS-2V-4' } })] },
    verdict: 'FAIL',
  },
  {
    name: 'the good candidate before a bad one (D-10)',
    facts: { flavors: [diskless({ name: 'a' }), diskless({ id: '2', name: 'b', vcpus: 4 })] },
    verdict: 'PASS',
  },
  {
    name: 'the good candidate after a bad one',
    facts: { flavors: [diskless({ id: '2', name: 'b', vcpus: 4 }), diskless({ name: 'a' })] },
    verdict: 'PASS',
  },
  {
    name: 'further extra specs and name variants from 3 on are free',
    facts: { flavors: [diskless({ extraSpecs: { ...SPECS, 'scs:name-v3': 'x', 'scs:required': 'mandatoryv1' } })] },
    verdict: 'PASS',
  },
  {
    name: 'the only candidate is private',
    facts: { flavors: [diskless({ isPublic: false })] },
    verdict: 'PASS',
    warnsAbout: ['flavor SCS-2V-4'],
  },
  {
    name: 'a private candidate beside a public one',
    facts: { flavors: [diskless({ isPublic: false }), diskless({ id: '2', name: 'm1' })] },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'the only candidate is disabled',
    facts: { flavors: [diskless({ isDisabled: true })] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V-4'],
  },
  {
    name: 'a flavor that withholds its extra specs may be the one',
    facts: { flavors: [diskless({ name: 'm1', extraSpecs: null, extraSpecsWithheld: WITHHELD })] },
    verdict: 'ABORT',
  },
  {
    name: 'a withheld flavor without reason',
    facts: { flavors: [diskless({ extraSpecs: null })] },
    verdict: 'ABORT',
  },
  {
    name: 'a visible candidate is wrong, but another flavor withholds its extra specs',
    facts: { flavors: [diskless({ vcpus: 1 }), diskless({ id: '2', name: 'm1', extraSpecs: null })] },
    verdict: 'ABORT',
  },
  {
    name: 'a good candidate beside a flavor that withholds its extra specs',
    facts: { flavors: [diskless({ id: '2', name: 'm1', extraSpecs: null }), diskless()] },
    verdict: 'PASS',
  },
  {
    name: 'a disabled flavor that withholds its extra specs cannot be the one',
    facts: { flavors: [diskless({ isDisabled: true, extraSpecs: null })] },
    verdict: 'FAIL',
  },
])

test('a withheld extra spec is reported with the reason that the cloud gave', () => {
  const judgement = judge('SCS-2V-4', [diskless({ extraSpecs: null, extraSpecsWithheld: WITHHELD })])
  assert.deepEqual(judgement, { verdict: 'ABORT', reason: WITHHELD })
})

describe('a recommended flavor may have a disk of any known type', () => {
  const specs = { 'scs:name-v1': 'SCS-2V:4:10', 'scs:name-v2': 'SCS-2V-4-10', 'scs:cpu-type': 'shared-core' }
  const withDisk = (extraSpecs: Record<string, string>) => diskless({ diskGiB: 10, extraSpecs })
  for (const type of ['network', 'hdd', 'ssd', 'nvme']) {
    test(`${type} is fine`, () => {
      assert.equal(judge('SCS-2V-4-10', [withDisk({ ...specs, 'scs:disk0-type': type })]).verdict, 'PASS')
    })
  }
  test('but it must say which', () => assert.equal(judge('SCS-2V-4-10', [withDisk(specs)]).verdict, 'FAIL'))
})
