import { PROVIDER_PROJECT_ID } from './images.ts'
import { stableUuid } from './stable-uuid.ts'

/** A network that the provider offers, with its subnets. */
export interface PracticeNetwork {
  readonly id: string
  name: string
  isExternal: boolean
  isDefault: boolean
  isShared: boolean
  portSecurity: boolean
  readonly projectId: string
  readonly createdAt: string
  subnets: PracticeSubnet[]
}

export interface PracticeSubnet {
  readonly id: string
  readonly ipVersion: 4 | 6
  readonly cidr: string
}

/** A pool of addresses that the provider offers to all projects. */
export interface PracticeSubnetPool {
  readonly id: string
  name: string
  readonly ipVersion: 4 | 6
  readonly prefixes: readonly string[]
  isDefault: boolean
  isShared: boolean
  minPrefixLength: number
  defaultPrefixLength: number
  maxPrefixLength: number
}

/** One external network, which every project sees and which is the default one (scs-0126-v1). */
export function healthyNetworks(at: Date): PracticeNetwork[] {
  return [externalNetwork('public', at)]
}

/** An external network with addresses of both families, taken from those set aside for documentation. */
export function externalNetwork(name: string, at: Date): PracticeNetwork {
  return {
    id: stableUuid('network', name),
    name,
    isExternal: true,
    isDefault: true,
    isShared: false,
    portSecurity: true,
    projectId: PROVIDER_PROJECT_ID,
    createdAt: `${at.toISOString().slice(0, 10)}T00:00:00Z`,
    subnets: [
      { id: stableUuid('subnet', name, '4'), ipVersion: 4, cidr: '203.0.113.0/24' },
      { id: stableUuid('subnet', name, '6'), ipVersion: 6, cidr: '2001:db8:5ca0:ffff::/64' },
    ],
  }
}

/** One default pool per family; a /64 can be had from that of IPv6 (scs-0126-v1). */
export function healthySubnetPools(): PracticeSubnetPool[] {
  return [
    {
      ...subnetPool('public-ipv6', 6, '2001:db8:5ca0::/48'),
      minPrefixLength: 64,
      defaultPrefixLength: 64,
      maxPrefixLength: 64,
    },
    {
      ...subnetPool('public-ipv4', 4, '198.51.100.0/24'),
      minPrefixLength: 26,
      defaultPrefixLength: 28,
      maxPrefixLength: 29,
    },
  ]
}

export function subnetPool(name: string, ipVersion: 4 | 6, prefix: string): PracticeSubnetPool {
  const lengths = ipVersion === 6 ? 64 : 28
  return {
    id: stableUuid('subnet-pool', name),
    name,
    ipVersion,
    prefixes: [prefix],
    isDefault: true,
    isShared: true,
    minPrefixLength: lengths,
    defaultPrefixLength: lengths,
    maxPrefixLength: lengths,
  }
}
