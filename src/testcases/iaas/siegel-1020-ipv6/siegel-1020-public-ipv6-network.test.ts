import { externalNetwork, ipv6Pool } from '#facts/openstack/healthy-networks.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-1020-public-ipv6-network.ts'

judgeTable(testcase, [
  {
    name: 'a network and a pool in one address scope',
    facts: { providerNetworks: [externalNetwork()], subnetPools: [ipv6Pool()] },
    verdict: 'PASS',
  },
  {
    name: 'no pool to compare with',
    facts: { providerNetworks: [externalNetwork()], subnetPools: [] },
    verdict: 'PASS',
  },
  {
    name: 'a network of IPv4 only',
    facts: { providerNetworks: [externalNetwork({ ipVersions: [4] })], subnetPools: [ipv6Pool()] },
    verdict: 'FAIL',
    about: ['network public'],
    codes: ['network-without-ipv6'],
  },
  {
    name: 'a pool in another address scope',
    facts: { providerNetworks: [externalNetwork()], subnetPools: [ipv6Pool({ addressScopeId: 'other' })] },
    verdict: 'FAIL',
    codes: ['address-scopes-differ'],
  },
  {
    name: 'a network outside every address scope',
    facts: { providerNetworks: [externalNetwork({ ipv6AddressScopeId: null })], subnetPools: [ipv6Pool()] },
    verdict: 'FAIL',
    codes: ['address-scopes-differ'],
  },
  {
    name: 'no default network',
    facts: { providerNetworks: [], subnetPools: [ipv6Pool()] },
    verdict: 'FAIL',
    about: ['service network'],
  },
  {
    name: 'no subnets that are shown',
    facts: { providerNetworks: [externalNetwork({ ipVersions: [] })], subnetPools: [ipv6Pool()] },
    verdict: 'ABORT',
    abortClass: 'permission',
  },
  {
    name: 'subnets that are not shown',
    facts: { providerNetworks: [externalNetwork({ ipVersions: null })], subnetPools: [ipv6Pool()] },
    verdict: 'ABORT',
    abortClass: 'permission',
  },
])
