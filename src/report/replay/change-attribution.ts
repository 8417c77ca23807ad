import { z } from 'zod'
import { abortReasonSchema } from '#facts/observed.ts'
import { STANDINGS_BY_WEIGHT } from '#vocabulary/verdict.ts'

const textSchema = z.string().max(2_000)
const suiteSchema = z.strictObject({ version: textSchema, digest: textSchema })

/**
 * One cause of a change, with what was before and after.
 *
 * - `cloud`: a value that was observed; `path` leads to it within the fact, through the names of objects; values as JSON, null
 *   for what was not there; without `fact` where the evidence that would name it is missing
 * - `observation`: a fact could not be observed any more, or could be again; the reason, null where it was observed
 * - `suite`: the testcase judges differently
 * - `scope`: the rule: the target in which the scope version has the testcase, null if it does not have it
 * - `deadline`: the same facts are judged differently on a later day
 * - `expiry`: the result no longer counts
 */
const changeCauseSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cloud'),
    fact: textSchema.nullable(),
    path: z.array(textSchema).max(50),
    before: textSchema.nullable(),
    after: textSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('observation'),
    fact: textSchema.nullable(),
    before: abortReasonSchema.nullable(),
    after: abortReasonSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('suite'), before: suiteSchema, after: suiteSchema }),
  z.strictObject({
    kind: z.literal('scope'),
    what: z.enum(['target', 'lifetime']),
    before: textSchema.nullable(),
    after: textSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('deadline'), before: z.iso.datetime(), after: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('expiry'), before: z.iso.datetime(), after: z.iso.datetime() }),
])

/** What would have to be there for a proof. `which` names the side: the earlier or the later state. */
const missingInputSchema = z.strictObject({
  what: z.enum(['evidence', 'fact', 'judges', 'recorded verdict']),
  which: z.enum(['before', 'after']),
  /** The report, the fact, the version of the suite, or what was judged in place of what is recorded. */
  name: textSchema,
})

/** What a testcase means for a scope version at a moment; `target` is null where the version does not have it. */
const outcomeSchema = z.strictObject({ target: textSchema.nullable(), standing: z.enum(STANDINGS_BY_WEIGHT) })

const sideSchema = z.enum(['before', 'after'])

export const changeAttributionSchema = z
  .strictObject({
    testcase: textSchema,
    scopeVersion: textSchema.nullable(),
    before: outcomeSchema,
    after: outcomeSchema,
    /** Minimal sets of causes: each set alone brings the change about. Empty where the cause is not proved. */
    causes: z.array(z.array(changeCauseSchema).max(50)).max(20),
    missing: z.array(missingInputSchema).max(50),
    /** Which combinations of earlier and later parts were judged, and what came out. */
    proof: z
      .array(
        z.strictObject({
          evidence: sideSchema,
          suite: sideSchema,
          scope: sideSchema,
          moment: sideSchema,
          outcome: outcomeSchema,
        }),
      )
      .max(16),
  })
  .meta({ id: 'ChangeAttribution' })

export type ChangeAttribution = z.infer<typeof changeAttributionSchema>
export type ChangeCause = z.infer<typeof changeCauseSchema>
export type MissingInput = z.infer<typeof missingInputSchema>
export type ChangeOutcome = z.infer<typeof outcomeSchema>
