import type { SubnetPool } from '#facts/openstack/subnet-pools.ts'
import type { Finding } from '#vocabulary/finding.ts'

/** A finding for each of several default pools of one family; none where there is at most one. */
export function poolsNotUnique(pools: readonly SubnetPool[]): Finding[] {
  if (pools.length < 2) return []
  return pools.map(({ id, name, ipVersion }) => ({
    code: 'default-pool-not-unique',
    about: { kind: 'subnet pool', name, id },
    found: `${pools.length}`,
    expected: `IPv${ipVersion}`,
  }))
}
