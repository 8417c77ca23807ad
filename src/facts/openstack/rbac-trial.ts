import { z } from 'zod'
import { callOutcomeSchema } from '../call-outcome.ts'

/**
 * What happened when an ordinary member tried to share a network of its own with its own project by a network RBAC policy
 * (`POST /v2.0/rbac-policies`), which scs-0126-v1 (draft) wants refused. `createPolicy` is null where there was no network.
 */
export const rbacTrialSchema = z.object({
  createNetwork: callOutcomeSchema,
  createPolicy: callOutcomeSchema.nullable(),
})
