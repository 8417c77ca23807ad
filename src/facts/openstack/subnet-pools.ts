import { z } from 'zod'

/** One subnet pool that the tested project can see (Network API v2.0, `GET /subnetpools`). Prefixes in CIDR notation. */
export const subnetPoolSchema = z.object({
  id: z.string(),
  name: z.string(),
  ipVersion: z.union([z.literal(4), z.literal(6)]),
  isShared: z.boolean(),
  isDefault: z.boolean(),
  prefixes: z.array(z.string()),
  minPrefixLength: z.int(),
  maxPrefixLength: z.int(),
  addressScopeId: z.string().nullable(),
})

export type SubnetPool = z.infer<typeof subnetPoolSchema>
