import type { Flavor } from '#facts/openstack/flavors.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0100-extra-specs.ts'

function flavor(extraSpecs: Flavor['extraSpecs'], changes: Partial<Flavor> = {}): Flavor {
  const figures = { vcpus: 2, ramMiB: 4096, diskGiB: 0, isPublic: true, isDisabled: false }
  return { id: 'f1', name: 'mine', ...figures, extraSpecs, ...changes }
}

judgeTable(testcase, [
  {
    name: 'a flavor with another name that says truly what it is',
    facts: { flavors: [flavor({ 'scs:name-v2': 'SCS-2V-4', 'scs:cpu-type': 'shared-core', 'scs:mine': 'x' })] },
    verdict: 'PASS',
  },
  { name: 'a flavor without extra specs', facts: { flavors: [flavor({})] }, verdict: 'PASS' },
  { name: 'no flavors at all', facts: { flavors: [] }, verdict: 'PASS' },
  {
    name: 'a name that promises more RAM',
    facts: { flavors: [flavor({ 'scs:name-v2': 'SCS-2V-8' })] },
    verdict: 'FAIL',
    about: ['flavor mine'],
    codes: ['flavor-extra-spec-promises-more'],
  },
  {
    name: 'a name that is none',
    facts: { flavors: [flavor({ 'scs:name-v1': 'SCS-2V-4-extra' })] },
    verdict: 'FAIL',
    codes: ['flavor-extra-spec-name-not-valid'],
  },
  {
    name: 'a kind of CPU that the standard does not know',
    facts: { flavors: [flavor({ 'scs:cpu-type': 'fast' })] },
    verdict: 'FAIL',
    codes: ['flavor-extra-spec-word-not-known'],
  },
  {
    name: 'a kind of CPU below what the name promises',
    facts: { flavors: [flavor({ 'scs:cpu-type': 'crowded-core' }, { name: 'SCS-2V-4' })] },
    verdict: 'FAIL',
    about: ['flavor SCS-2V-4'],
    codes: ['flavor-extra-spec-says-less'],
  },
  {
    name: 'extra specs that are withheld',
    facts: { flavors: [flavor(null)] },
    verdict: 'ABORT',
    abortClass: 'permission',
  },
  {
    name: 'extra specs that are withheld for a known reason',
    facts: { flavors: [flavor(null, { extraSpecsWithheld: { class: 'time-out', detail: 'no answer' } })] },
    verdict: 'ABORT',
    abortClass: 'time-out',
  },
  {
    name: 'one flavor that withholds, another one that lies',
    facts: { flavors: [flavor(null), flavor({ 'scs:cpu-type': 'fast' }, { name: 'other' })] },
    verdict: 'FAIL',
    about: ['flavor other'],
  },
])
