import { z } from 'zod'
import { callOutcomeSchema } from '../call-outcome.ts'

/**
 * What happened when a network of our own got a /64 from the default IPv6 pool, and a router put it behind the default
 * external network (scs-0126-v1 draft; issue 1020). Null: not tried, because an earlier step did not succeed or there is
 * nothing to try it with. `cidr` is the subnet as the cloud allocated it; `externalAddresses` are the router's
 * addresses on the external network.
 */
export const ipv6AllocationSchema = z.discriminatedUnion('pool', [
  z.object({ pool: z.literal('none') }),
  z.object({
    pool: z.literal('default'),
    createNetwork: callOutcomeSchema,
    createSubnet: callOutcomeSchema.nullable(),
    cidr: z.string().max(100).nullable(),
    router: z
      .object({ attach: callOutcomeSchema, externalAddresses: z.array(z.string().max(100)).max(100) })
      .nullable(),
  }),
])

export type Ipv6Allocation = z.infer<typeof ipv6AllocationSchema>
