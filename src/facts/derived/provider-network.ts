import type { ProviderNetwork } from '#facts/openstack/provider-networks.ts'
import type { SubnetPool } from '#facts/openstack/subnet-pools.ts'

/** The external networks that are marked as the standard one; scs-0126-v1 (draft) wants exactly one. */
export function defaultExternalNetworks(networks: readonly ProviderNetwork[]): ProviderNetwork[] {
  return networks.filter(({ isExternal, isDefault }) => isExternal && isDefault)
}

/** The shared subnet pools of a family that are marked as the standard one. */
export function defaultSharedPools(pools: readonly SubnetPool[], ipVersion: 4 | 6): SubnetPool[] {
  return pools.filter((pool) => pool.isShared && pool.isDefault && pool.ipVersion === ipVersion)
}
