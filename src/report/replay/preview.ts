import { z } from 'zod'
import { abortReasonSchema } from '#facts/observed.ts'
import { STANDINGS_BY_WEIGHT } from '#vocabulary/verdict.ts'

const textSchema = z.string().max(20_000)
const momentSchema = z.iso.datetime()
const standingSchema = z.enum(STANDINGS_BY_WEIGHT)

const findingSchema = z.strictObject({
  code: textSchema,
  about: z.strictObject({ kind: textSchema, name: textSchema, id: textSchema.optional() }),
  found: textSchema.optional(),
  expected: textSchema.optional(),
})

/** One testcase of a scope version as evidence shows it; `standing` is MISS where no program can say. */
const readyItemSchema = z
  .strictObject({
    testcase: textSchema,
    title: textSchema,
    /** The clause of the standard: a URL. */
    requirement: textSchema,
    remedy: textSchema,
    standing: standingSchema,
    findings: z.array(findingSchema),
    /** Findings that are not listed because there are too many. */
    omitted: z.int(),
    reason: abortReasonSchema.nullable(),
    judgedBy: z.enum(['program', 'person', 'nobody yet']),
  })
  .meta({ id: 'ReadyItem' })

/** What a subject still has to do for a scope version. */
export const readyListSchema = z
  .strictObject({
    subject: textSchema,
    scope: textSchema,
    version: textSchema,
    /** The moment for which the evidence was judged. */
    at: momentSchema,
    checkedAt: momentSchema,
    standing: standingSchema,
    items: z.array(readyItemSchema),
  })
  .meta({ id: 'ReadyList' })

const fallSchema = z
  .strictObject({
    subject: textSchema,
    version: textSchema,
    /** By the rules in force and the judges that are in use, and by the draft. */
    before: standingSchema,
    after: standingSchema,
    /** The first evidence of those that were looked at since which the draft fails without a break. */
    since: momentSchema,
    checkedAt: momentSchema,
    /** How often the standing by the draft would have changed over the history; null if none was looked at. */
    flips: z.int().nullable(),
    testcases: z.array(
      z.strictObject({
        ...readyItemSchema.shape,
        /** `rule`: required only by the draft; `suite`: judged differently than before; `already`: fails today, too. */
        why: z.enum(['rule', 'suite', 'already']),
      }),
    ),
  })
  .meta({ id: 'PreviewedFall' })

/** What a draft of a scope, or a changed suite, would do to the subjects whose evidence may be used. */
export const previewSchema = z
  .strictObject({
    scope: textSchema,
    at: momentSchema,
    since: momentSchema.nullable(),
    subjects: z.int(),
    versions: z.array(
      z.strictObject({
        version: textSchema,
        /** The day from which the timeline has it effective or warn; null if it does not. */
        effectiveFrom: textSchema.nullable(),
        fall: z.int(),
        rise: z.int(),
        undecided: z.int(),
        alike: z.int(),
        /** How often all standings together would have changed over the history; null if none was looked at. */
        flips: z.int().nullable(),
        judgedByPerson: z.array(textSchema),
        notInThisRelease: z.array(textSchema),
      }),
    ),
    falls: z.array(fallSchema),
    undecided: z.array(z.strictObject({ subject: textSchema, version: textSchema, testcases: z.array(textSchema) })),
    /** Evidence of suites whose judges are not at hand, so that a change of judges does not show. */
    missingJudges: z.array(textSchema),
  })
  .meta({ id: 'Preview' })

export type ReadyItem = z.infer<typeof readyItemSchema>
export type ReadyList = z.infer<typeof readyListSchema>
export type PreviewedFall = z.infer<typeof fallSchema>
export type Preview = z.infer<typeof previewSchema>
