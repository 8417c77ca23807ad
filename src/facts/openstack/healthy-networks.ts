import type { ProviderNetwork } from './provider-networks.ts'
import type { SubnetPool } from './subnet-pools.ts'

/** For tests: the default external network of scs-0126-v1, with both families, changed. */
export function externalNetwork(changes: Partial<ProviderNetwork> = {}): ProviderNetwork {
  return {
    id: 'n1',
    name: 'public',
    isExternal: true,
    isShared: false,
    isDefault: true,
    isPortSecurityEnabled: true,
    subnetCount: 2,
    ipVersions: [4, 6],
    ipv6AddressScopeId: 'scope-6',
    ...changes,
  }
}

/** For tests: the default IPv6 pool of scs-0126-v1, in the address scope of the network above, changed. */
export function ipv6Pool(changes: Partial<SubnetPool> = {}): SubnetPool {
  return {
    id: 'p6',
    name: 'public-ipv6',
    ipVersion: 6,
    isShared: true,
    isDefault: true,
    prefixes: ['2a01:4f8:abcd::/48'],
    minPrefixLength: 56,
    maxPrefixLength: 64,
    addressScopeId: 'scope-6',
    ...changes,
  }
}

/** For tests: a default pool of the other family. */
export function ipv4Pool(changes: Partial<SubnetPool> = {}): SubnetPool {
  const prefixes = { prefixes: ['10.128.0.0/9'], minPrefixLength: 22, maxPrefixLength: 28 }
  return ipv6Pool({ id: 'p4', name: 'private-ipv4', ipVersion: 4, addressScopeId: null, ...prefixes, ...changes })
}
