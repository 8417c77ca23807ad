import { externalNetwork } from '#facts/openstack/healthy-networks.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0126-shared-network.ts'

const shared = (changes = {}) => ({ providerNetworks: [externalNetwork({ isShared: true, ...changes })] })

judgeTable(testcase, [
  { name: 'a default network that is not shared', facts: { providerNetworks: [externalNetwork()] }, verdict: 'PASS' },
  { name: 'a shared one with port security and subnets', facts: shared(), verdict: 'PASS' },
  {
    name: 'a shared one without port security',
    facts: shared({ isPortSecurityEnabled: false }),
    verdict: 'FAIL',
    about: ['network public'],
    codes: ['port-security-off'],
  },
  {
    name: 'a shared one without subnets',
    facts: shared({ subnetCount: 0, ipVersions: [] }),
    verdict: 'FAIL',
    codes: ['network-without-subnets'],
  },
  {
    name: 'a shared one that does not tell about port security',
    facts: shared({ isPortSecurityEnabled: null }),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'a shared one whose subnets are hidden',
    facts: shared({ subnetCount: null, ipVersions: null }),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'no port security on one that is not shared',
    facts: { providerNetworks: [externalNetwork({ isPortSecurityEnabled: false })] },
    verdict: 'PASS',
  },
])
