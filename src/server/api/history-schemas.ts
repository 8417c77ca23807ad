import { z } from 'zod'
import { momentSchema, scopeReferenceSchema, standingSchema, validitySchema, verdictSchema } from './answer-schemas.ts'

const spanFields = { from: momentSchema, until: momentSchema }
const testcaseReasonSchema = z.enum(['no result', 'result', 'expiry'])
const periodReasonSchema = z.enum(['no result', 'result', 'expiry', 'timeline']).describe('why the period began')

const testcaseStateFields = {
  standing: standingSchema,
  reason: testcaseReasonSchema,
  reportUuid: z.string().optional().describe('the report whose result began or expired'),
}

export const historySchema = z
  .strictObject({
    subject: z.string(),
    scope: scopeReferenceSchema,
    ...spanFields,
    known: z.string().describe('`now`, `then` or an instant'),
    periods: z.array(
      z.strictObject({
        ...spanFields,
        standing: standingSchema,
        shown: z.string().optional().describe('the version that was shown'),
        validity: validitySchema.optional(),
        reason: periodReasonSchema,
        versions: z.array(z.string()).describe('the versions of which a period begins at the same instant'),
      }),
    ),
    versions: z.array(
      z.strictObject({
        version: z.string(),
        periods: z.array(
          z.strictObject({
            ...spanFields,
            standing: standingSchema,
            validity: validitySchema.optional().describe('absent while the timeline does not name the version'),
            reason: periodReasonSchema,
            changes: z.array(z.strictObject({ testcaseId: z.string(), ...testcaseStateFields })),
          }),
        ),
        testcases: z
          .array(
            z.strictObject({
              testcaseId: z.string(),
              periods: z.array(z.strictObject({ ...spanFields, ...testcaseStateFields })),
            }),
          )
          .optional()
          .describe('with testcases=true'),
      }),
    ),
  })
  .meta({ id: 'History' })

export const dueSchema = z
  .strictObject({
    subject: z.string(),
    scope: scopeReferenceSchema,
    at: momentSchema,
    until: momentSchema,
    testcases: z.array(
      z.strictObject({
        testcaseId: z.string(),
        reason: z.enum(['missing', 'expires']),
        expiresAt: momentSchema.optional(),
        verdict: verdictSchema.optional(),
        isManual: z.boolean().describe('true if only a person can judge it'),
        uses: z.array(z.strictObject({ version: z.string(), target: z.string() })),
      }),
    ),
  })
  .meta({ id: 'DueWork' })

export const retentionSchema = z
  .strictObject({
    isDryRun: z.boolean(),
    reports: z.int(),
    submissions: z.int().describe('uploads of which every report was forgotten'),
    keptSince: momentSchema.describe('everything is kept from here on'),
  })
  .meta({ id: 'Retention' })
