import { z } from 'zod'
import { callOutcomeSchema } from '../call-outcome.ts'

/**
 * What happened when the domain manager of an empty domain tried everything that must work in it and everything that
 * must be refused outside it (scs-0302-v1). `check` is an id of `DOMAIN_MANAGER_CHECKS`, where it stands what is expected.
 * `done`: the call succeeded and its effect was seen (grants by listing assignments, lists by their content).
 */
export const domainManagerTrialSchema = z.array(z.object({ check: z.string().max(100), outcome: callOutcomeSchema }))

export type DomainManagerTrial = z.infer<typeof domainManagerTrialSchema>
