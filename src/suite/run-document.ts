import { z } from 'zod'
import { ABORT_CLASSES } from '#vocabulary/abort-reason.ts'
import { CodedError } from '#vocabulary/coded-error.ts'

const textSchema = z.string()
const idSchema = z.string().min(1).max(200)

/** A finding as data, and as a sentence in English. */
const findingSchema = z.object({
  code: idSchema,
  about: z.object({ kind: textSchema, name: textSchema, id: textSchema.optional() }),
  found: textSchema.optional(),
  expected: textSchema.optional(),
  text: textSchema,
})

const findingsSchema = z.array(findingSchema).max(100_000)

const resultFields = {
  id: idSchema,
  title: textSchema,
  requirement: textSchema,
  remedy: textSchema,
  /** Whether it counts for the exit code. */
  decides: z.boolean(),
}

const resultSchema = z.discriminatedUnion('verdict', [
  z.object({
    ...resultFields,
    verdict: z.literal('PASS'),
    examined: z.number(),
    warnings: findingsSchema,
  }),
  z.object({
    ...resultFields,
    verdict: z.literal('FAIL'),
    examined: z.number(),
    findings: findingsSchema,
    warnings: findingsSchema,
  }),
  z.object({
    ...resultFields,
    verdict: z.literal('ABORT'),
    reason: z.object({ class: z.enum(ABORT_CLASSES), detail: textSchema }),
  }),
])

/** One run as `siegel check --json` prints it. */
const runDocumentSchema = z.object({
  format: z.literal(1),
  subject: idSchema,
  scope: z.object({ uuid: textSchema, name: textSchema, slug: idSchema }),
  checkedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  callCount: z.number(),
  refusal: z.object({ code: idSchema, message: textSchema }).optional(),
  versions: z
    .array(
      z.object({
        version: idSchema,
        validity: idSchema,
        /** Whether its target `main` counts for the exit code. */
        decides: z.boolean(),
        standing: z.enum(['PASS', 'FAIL', 'ABORT', 'MISS']),
      }),
    )
    .max(1_000),
  testcases: z.array(resultSchema).max(10_000),
  notInThisRelease: z.array(idSchema).max(10_000),
  judgedByPerson: z.array(idSchema).max(10_000),
})

/** What stands for the run against a subject that brought no result. */
const lostRunSchema = z.object({
  format: z.literal(1),
  subject: idSchema,
  startedAt: z.iso.datetime(),
  lost: z.object({ kind: z.enum(['crashed', 'hung', 'interrupted', 'refused']), detail: textSchema }),
})

export type RunDocument = z.infer<typeof runDocumentSchema>
export type RunResult = RunDocument['testcases'][number]
export type LostRun = z.infer<typeof lostRunSchema>

const documentsSchema = z.union([
  z.array(z.union([runDocumentSchema, lostRunSchema])).max(1_000),
  z.union([runDocumentSchema, lostRunSchema]).transform((run) => [run]),
])

/**
 * Reads what `siegel check --json` printed, for one subject or for several. `place` names the text in messages.
 *
 * @throws CodedError SUITE_RUN_MALFORMED
 */
export function parseRunDocuments(text: string, place: string): (RunDocument | LostRun)[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new CodedError('SUITE_RUN_MALFORMED', 'The text is no JSON.', { place, cause })
  }
  const parsed = documentsSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new CodedError('SUITE_RUN_MALFORMED', `Not the result of a run: ${issue?.message ?? 'unknown'}.`, { place })
}
