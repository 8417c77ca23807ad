import { z } from 'zod'
import { callOutcomeSchema } from '../call-outcome.ts'

/**
 * What happened when a floating IP was allocated on the default external network, and released at once (scs-0126-v1
 * draft). `quota` is the project's limit, -1 for none, null where the cloud does not say; `used` counts those that exist.
 * `none`: there is no default external network to allocate on.
 */
export const floatingIpTrialSchema = z.discriminatedUnion('network', [
  z.object({ network: z.literal('none') }),
  z.object({
    network: z.literal('default'),
    quota: z.int().min(-1).nullable(),
    used: z.int().nonnegative().nullable(),
    allocate: callOutcomeSchema,
  }),
])
