import type { Flavor } from '#facts/openstack/flavors.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0100-semantics-check.ts'

function flavor(
  name: string,
  vcpus: number,
  ramMiB: number,
  diskGiB = 0,
  extraSpecs: Flavor['extraSpecs'] = {},
): Flavor {
  return { id: `id of ${name}`, name, vcpus, ramMiB, diskGiB, isPublic: true, isDisabled: false, extraSpecs }
}

const ONE = { kind: 'flavor SCS-2V-4-20s' } as const

judgeTable(testcase, [
  { name: 'no flavor at all', facts: { flavors: [] }, verdict: 'PASS' },
  {
    name: 'flavors that keep their promise exactly',
    facts: { flavors: [flavor('SCS-2V-4-20s', 2, 4096, 20), flavor('SCS-1V-0.5', 1, 512)] },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a flavor that delivers more in every figure',
    facts: { flavors: [flavor('SCS-2V-4-20s', 3, 4097, 21)] },
    verdict: 'PASS',
    warnsAbout: [ONE.kind, ONE.kind, ONE.kind],
  },
  {
    name: 'a flavor that delivers less in every figure',
    facts: { flavors: [flavor('SCS-2V-4-20s', 1, 4095, 19)] },
    verdict: 'FAIL',
    about: [ONE.kind, ONE.kind, ONE.kind],
  },
  {
    name: 'a flavor that is one MiB short (D-05)',
    facts: { flavors: [flavor('SCS-2V-3.5', 2, 3583)] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V-3.5'],
  },
  {
    name: 'a disk without size promises nothing that could be compared (D-06)',
    facts: { flavors: [flavor('SCS-2V-4-', 2, 4096), flavor('SCS-2V-4-3xs', 2, 4096, 7)] },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a name of version 1 is held to its promise, too',
    facts: { flavors: [flavor('SCS-2V:4:20', 2, 4096, 10)] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V:4:20'],
  },
  {
    name: 'names that do not parse are left to the syntax check',
    facts: { flavors: [flavor('SCS-9X', 1, 1)] },
    verdict: 'PASS',
  },
  {
    name: 'half GiB below ten are fine, above they are discouraged',
    facts: { flavors: [flavor('SCS-2V-9.5', 2, 9728), flavor('SCS-2V-10.5', 2, 10752)] },
    verdict: 'PASS',
    warnsAbout: ['flavor SCS-2V-10.5'],
  },
  {
    name: 'an untrue extra spec on any flavor is a warning (D-14)',
    facts: { flavors: [flavor('m1', 2, 4096, 0, { 'scs:name-v2': 'SCS-4V-4', 'scs:cpu-type': 'crowded-core' })] },
    verdict: 'PASS',
    warnsAbout: ['flavor m1', 'flavor m1'],
  },
  {
    name: 'withheld extra specs do not keep the figures from being judged',
    facts: { flavors: [flavor('SCS-2V-4', 1, 4096, 0, null)] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V-4'],
  },
])
