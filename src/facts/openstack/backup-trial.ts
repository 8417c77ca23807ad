import { z } from 'zod'
import { abortReasonSchema } from '../observed.ts'

/** The steps of the trial in their order. */
export const BACKUP_STEPS = ['create-volume', 'back-up', 'restore'] as const
export type BackupStep = (typeof BACKUP_STEPS)[number]

/**
 * How one step ended. `status` of `error-state` and `too-slow` is the last status word of the volume or the backup, such
 * as `error_restoring` or `creating`; `seconds` is how long was waited.
 *
 * - `done`: the object became `available`
 * - `refused`: the API answered with this HTTP status
 * - `error-state`: the object ended in an error
 * - `too-slow`: the time limit was over before the object was available or in an error
 * - `stopped`: no answer that decides anything
 */
export const backupStepOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), seconds: z.number().nonnegative() }),
  z.object({ kind: z.literal('refused'), status: z.int().min(400).max(599), message: z.string().max(500) }),
  z.object({ kind: z.literal('error-state'), status: z.string().max(100), seconds: z.number().nonnegative() }),
  z.object({ kind: z.literal('too-slow'), status: z.string().max(100), seconds: z.number().nonnegative() }),
  z.object({ kind: z.literal('stopped'), reason: abortReasonSchema }),
])

/**
 * What happened when an empty volume of 1 GiB was created, backed up and restored (scs-0117-v1). `steps` ends with the
 * first step that was not done. `absent`: the tested region has no block storage endpoint at all.
 */
export const backupTrialSchema = z.discriminatedUnion('blockStorage', [
  z.object({ blockStorage: z.literal('absent') }),
  z.object({
    blockStorage: z.literal('present'),
    steps: z.array(z.object({ step: z.enum(BACKUP_STEPS), outcome: backupStepOutcomeSchema })).max(BACKUP_STEPS.length),
  }),
])

export type BackupStepOutcome = z.infer<typeof backupStepOutcomeSchema>
export type BackupTrial = z.infer<typeof backupTrialSchema>
