import { z } from 'zod'
import { compareBranches } from './kubernetes-version.ts'

const nonBlank = z.string().trim().min(1).max(1_000)
const regexSchema = nonBlank.refine(isRegex, 'must be a regular expression')

/** One entry of the standard's file: a failure that does not count (scs-0201-v1, `scs-sonobuoy-config-v1.yaml`). */
const okToFailEntrySchema = z.strictObject({ regex: regexSchema, reason: nonBlank })

/** The standard's file: nothing but `okToFail`, which may be missing. */
export const okToFailSchema = z.strictObject({ okToFail: z.array(okToFailEntrySchema).max(1_000).default([]) })

/** What an entry says here besides regex and reason: for which branches and network plugins it counts, and until when. */
export const toleratedFailureSchema = okToFailEntrySchema.extend({
  /** Where this was discussed; null if nowhere public. */
  reference: z.url({ protocol: /^https$/ }).nullable(),
  /** The first branch in which the test is sound, so that nothing is tolerated any more; null: not known. */
  soundFrom: z
    .string()
    .regex(/^\d+\.\d+$/)
    .nullable(),
  /** Empty: whatever plugin there is. */
  networkPlugins: z.array(nonBlank).max(20),
  /** The last day (UTC) on which the entry counts; null: until it is removed. */
  until: z.iso.date().nullable(),
})

export type ToleratedFailure = z.infer<typeof toleratedFailureSchema>

/** Where and when a failure is to be tolerated. */
export interface ToleranceContext {
  /** Such as `1.36`. */
  readonly branch: string
  /** Null: not known, so that entries for certain plugins count. */
  readonly networkPlugins: readonly string[] | null
  readonly at: Date
}

/** The entry that tolerates the failure of a test, found anywhere in its name; undefined if none does. */
export function toleranceOf(
  testName: string,
  entries: readonly ToleratedFailure[],
  { at, branch, networkPlugins }: ToleranceContext,
): ToleratedFailure | undefined {
  return entries.find((entry) => {
    if (!new RegExp(entry.regex).test(testName)) return false
    if (entry.until !== null && at.toISOString().slice(0, 10) > entry.until) return false
    if (entry.soundFrom !== null && compareBranches(branch, entry.soundFrom) >= 0) return false
    return (
      entry.networkPlugins.length === 0 ||
      networkPlugins === null ||
      entry.networkPlugins.some((plugin) => networkPlugins.includes(plugin))
    )
  })
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
