import { DONE } from '#facts/call-outcomes.fixture.ts'
import type { Ipv6Allocation } from '#facts/openstack/ipv6-allocation.ts'

type Tried = Extract<Ipv6Allocation, { pool: 'default' }>

/** For tests: a /64 that was allocated and put behind a router, changed. */
export function ipv6Allocation(changes: Partial<Tried> = {}): { ipv6Allocation: Ipv6Allocation } {
  const router = { attach: DONE, externalAddresses: ['203.0.113.9', '2a01:4f8:1:2::9'] }
  const healthy = { createNetwork: DONE, createSubnet: DONE, cidr: '2a01:4f8:abcd:17::/64', router }
  return { ipv6Allocation: { pool: 'default', ...healthy, ...changes } }
}

/** For tests: there is no pool to allocate from. */
export const WITHOUT_POOL: { ipv6Allocation: Ipv6Allocation } = { ipv6Allocation: { pool: 'none' } }

/** For tests: what is not known once no subnet could be created. */
export const NO_SUBNET = { cidr: null, router: null } as const
