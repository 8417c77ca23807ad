import { z } from 'zod'
import { callOutcomeSchema } from '../call-outcome.ts'

/**
 * What happened when an ordinary member created a secret, looked for it and deleted it (scs-0116-v1; Key Manager API v1).
 * Null: not tried, because an earlier step did not succeed. `isListed`: the list of secrets, read to its end, has it.
 * `isGone`: after the deletion `GET` says 404. The secret itself and its reference are not kept.
 */
export const keyManagerTrialSchema = z.discriminatedUnion('keyManager', [
  z.object({ keyManager: z.literal('absent') }),
  z.object({
    keyManager: z.literal('present'),
    create: callOutcomeSchema,
    list: callOutcomeSchema.nullable(),
    isListed: z.boolean().nullable(),
    remove: callOutcomeSchema.nullable(),
    isGone: z.boolean().nullable(),
  }),
])

export type KeyManagerTrial = z.infer<typeof keyManagerTrialSchema>
