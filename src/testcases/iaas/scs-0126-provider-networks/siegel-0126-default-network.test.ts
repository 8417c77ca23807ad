import { externalNetwork } from '#facts/openstack/healthy-networks.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0126-default-network.ts'

judgeTable(testcase, [
  { name: 'one default network', facts: { providerNetworks: [externalNetwork()] }, verdict: 'PASS' },
  {
    name: 'one default network and another one',
    facts: { providerNetworks: [externalNetwork(), externalNetwork({ id: 'n2', isDefault: false })] },
    verdict: 'PASS',
  },
  {
    name: 'two default networks',
    facts: { providerNetworks: [externalNetwork(), externalNetwork({ id: 'n2', name: 'other' })] },
    verdict: 'FAIL',
    about: ['network public', 'network other'],
  },
  {
    name: 'no default among the external networks',
    facts: { providerNetworks: [externalNetwork({ isDefault: false })] },
    verdict: 'FAIL',
    about: ['service network'],
  },
  {
    name: 'a default that is not external',
    facts: { providerNetworks: [externalNetwork({ isExternal: false, isShared: true })] },
    verdict: 'FAIL',
    codes: ['default-network-missing'],
  },
  { name: 'no network at all', facts: { providerNetworks: [] }, verdict: 'FAIL', codes: ['default-network-missing'] },
])
