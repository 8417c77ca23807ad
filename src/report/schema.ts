import { z } from 'zod'
import { abortReasonSchema } from '#facts/observed.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { isTestcaseId } from '#vocabulary/testcase-id.ts'
import { parseCheckedAt } from './checked-at.ts'
import { verdictOfNumber } from './verdict-numbers.ts'

/** How many findings, and how many warnings, a report lists for one testcase; more are counted in `omitted`. */
export const MAX_FINDINGS = 200

const NIL_OR_MAX_UUID = /^(?:0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12})$/

const uuidSchema = z
  .uuid('is no UUID')
  .toLowerCase()
  .refine((uuid) => !NIL_OR_MAX_UUID.test(uuid), 'is a UUID that stands for nothing')

const testcaseIdSchema = z.string().refine(isTestcaseId, 'is no testcase id')

const resultSchema = z.unknown().transform((value, context) => {
  const verdict = verdictOfNumber(value)
  if (verdict !== undefined) return verdict
  context.addIssue('a result has to be 1, 0 or -1')
  return z.NEVER
})

const linesSchema = z.array(z.string().max(100_000)).nullish()
const countSchema = z.int().min(0).nullish()

const invocationSchema = z.looseObject({
  cmd: z.union([z.string(), z.array(z.string())]).nullish(),
  rc: z.int().nullish(),
  stdout: linesSchema,
  stderr: linesSchema,
  info: countSchema,
  warning: countSchema,
  error: countSchema,
  critical: countSchema,
  results: z.record(testcaseIdSchema, resultSchema).nullish(),
})

/** Old style: results per scope version and testcase, as a number or within an object. */
const oldResultsSchema = z
  .record(
    testcaseIdSchema,
    z.union([z.looseObject({ result: resultSchema }).transform(({ result }) => result), resultSchema]),
  )
  .nullish()

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in lower-case hexadecimal digits')
const momentSchema = z.iso.datetime()
const lineSchema = z.string().max(2_000)

/**
 * One thing that is wrong. Codes and kinds are not checked against this program's lists: a report may come from a newer suite.
 */
const findingSchema = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(80),
  about: z.strictObject({ kind: z.string().max(40), name: lineSchema, id: lineSchema.optional() }),
  found: lineSchema.optional(),
  expected: lineSchema.optional(),
})
const findingsSchema = z.array(findingSchema).max(MAX_FINDINGS)

const judgedSchema = {
  judgedAt: momentSchema,
  durationMs: z.int().min(0).optional(),
}
const examinedSchema = {
  ...judgedSchema,
  examined: z.int().min(0),
  warnings: findingsSchema.min(1).optional(),
  /** How many findings and warnings are not listed because there were too many. */
  omitted: z.int().min(1).optional(),
}

const siegelTestcaseSchema = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('PASS'), ...examinedSchema }),
  z.strictObject({ verdict: z.literal('FAIL'), ...examinedSchema, findings: findingsSchema.min(1) }),
  z.strictObject({ verdict: z.literal('ABORT'), ...judgedSchema, reason: abortReasonSchema }),
])

/** What Siegel adds to a report. Strict: a field that is not known is refused. */
const siegelSchema = z.strictObject({
  format: z.literal(1),
  suite: z.strictObject({
    version: z.string().min(1).max(100),
    digest: digestSchema,
    /** The commit from which the suite was built, where that is known. */
    commit: z
      .string()
      .regex(/^[0-9a-f]{7,64}$/)
      .optional(),
  }),
  scopeDigest: digestSchema,
  testcases: z.record(testcaseIdSchema, siegelTestcaseSchema),
  /** Root of the salted hash tree over the facts (evidence-root.ts); null where no facts were kept. */
  evidence: z.strictObject({ root: digestSchema }).nullable(),
  /** Which cloud answered: origin of its authentication address, region, and digest of its TLS key. */
  endpoint: z
    .strictObject({
      authOrigin: z.string().max(300),
      region: z.string().max(200).nullable(),
      tlsKeySha256: digestSchema.nullable(),
    })
    .nullable(),
  timing: z.strictObject({ startedAt: momentSchema, finishedAt: momentSchema }),
})

export type SiegelBlock = z.infer<typeof siegelSchema>
export type SiegelTestcase = SiegelBlock['testcases'][string]

/**
 * A report as it travels: the format of today's monitor in both styles, tolerant of keys that are not known, with the
 * `siegel` block where there is one. Results are given as verdicts.
 */
export const reportSchema = z.looseObject({
  spec: z.looseObject({
    uuid: uuidSchema,
    name: z.string().max(200).nullish(),
    url: z.string().max(2_000).nullish(),
  }),
  checked_at: z.string().transform((text, context) => {
    const moment = parseCheckedAt(text)
    if (moment) return moment
    context.addIssue('is no moment such as 2026-11-21T03:51:16Z since 2020')
    return z.NEVER
  }),
  reference_date: z.string().max(40).nullish(),
  subject: z.string().refine(isSubject, 'is no name of a subject'),
  run: z.looseObject({
    uuid: uuidSchema,
    argv: z.array(z.string()).nullish(),
    assignment: z.record(z.string(), z.unknown()).nullish(),
    invocations: z.record(z.string().max(200), invocationSchema).nullish(),
  }),
  versions: z.record(z.string().max(50), oldResultsSchema).nullish(),
  siegel: siegelSchema.optional(),
})
