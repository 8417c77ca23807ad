import { z } from 'zod'
import { NETWORK } from '#clouds/openstack/services.ts'
import type { SubnetPool } from '#facts/openstack/subnet-pools.ts'
import { defineProbe } from '../define-probe.ts'

/** Lengths of prefixes are numbers or, in older releases, texts. */
const lengthSchema = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number),
])

const poolSchema = z
  .object({
    id: z.string().max(255),
    name: z.string().nullish(),
    ip_version: z.union([z.literal(4), z.literal(6)]),
    shared: z.boolean().nullish(),
    is_default: z.boolean().nullish(),
    prefixes: z.array(z.string().max(100)).max(10_000),
    min_prefixlen: lengthSchema,
    max_prefixlen: lengthSchema,
    address_scope_id: z.string().nullish(),
  })
  .transform(
    (raw): SubnetPool => ({
      id: raw.id,
      name: raw.name ?? '',
      ipVersion: raw.ip_version,
      isShared: raw.shared ?? false,
      isDefault: raw.is_default ?? false,
      prefixes: raw.prefixes,
      minPrefixLength: raw.min_prefixlen,
      maxPrefixLength: raw.max_prefixlen,
      addressScopeId: raw.address_scope_id ?? null,
    }),
  )

/** Subnet pools that the project may allocate from (Network API v2.0; scs-0126-v1 draft). */
export const subnetPoolsProbe = defineProbe({
  gives: 'subnetPools',
  from: 'openstack',
  cost: 'light',
  calls: ['network GET /v2.0/subnetpools'],
  creates: [],
  effort: { lists: 1 },
  async observe({ openstack, signal }) {
    const pools = await openstack.fetchList(NETWORK, '/subnetpools', { collection: 'subnetpools', signal })
    return z.array(poolSchema).parse(pools)
  },
})
