import { externalNetwork } from '#facts/openstack/healthy-networks.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0126-only-provider-network.ts'

judgeTable(testcase, [
  { name: 'the default network only', facts: { providerNetworks: [externalNetwork()] }, verdict: 'PASS' },
  { name: 'no network at all', facts: { providerNetworks: [] }, verdict: 'PASS' },
  {
    name: 'another external network',
    facts: { providerNetworks: [externalNetwork(), externalNetwork({ id: 'n2', name: 'other', isDefault: false })] },
    verdict: 'FAIL',
    about: ['network other'],
  },
  {
    name: 'a shared network of the provider',
    facts: {
      providerNetworks: [
        externalNetwork(),
        externalNetwork({ id: 'n2', name: 'services', isDefault: false, isExternal: false, isShared: true }),
      ],
    },
    verdict: 'FAIL',
    about: ['network services'],
  },
])
