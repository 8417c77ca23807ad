import { z } from 'zod'
import { abortReasonSchema } from './observed.ts'

/**
 * How one call that changes the cloud ended.
 *
 * - `done`: the cloud accepted it
 * - `refused`: the cloud answered with this HTTP status (400 and above) and this message, cut to 500 characters
 * - `stopped`: there was no answer that decides anything: connection lost, time limit, or an answer nobody can read
 */
export const callOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('refused'), status: z.int().min(400).max(599), message: z.string().max(500) }),
  z.object({ kind: z.literal('stopped'), reason: abortReasonSchema }),
])

export type CallOutcome = z.infer<typeof callOutcomeSchema>
