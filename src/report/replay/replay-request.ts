import { z } from 'zod'
import type { AbortReason } from '#vocabulary/abort-reason.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { ERROR_CODES, type ErrorCode } from '#vocabulary/error-codes.ts'
import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Standing } from '#vocabulary/verdict.ts'

/** The command of this program that judges again in a process without secrets. */
export const REPLAY_COMMAND = 'replay-process'

/** The bytes of a bundle in base64. */
export type PackedEvidence = string

interface Suite {
  readonly version: string
  readonly digest: string
}

/** One report as one side of a change. */
export interface ReportSide {
  readonly report: string
  readonly checkedAt: string
  readonly askedAt: string
  readonly evidence: PackedEvidence | null
  readonly suite: Suite
}

interface TestcaseSide {
  readonly rule: { readonly target: string | null; readonly lifetime: Lifetime }
  readonly standing: Standing
  readonly reason?: AbortReason
}

/** A testcase that stands differently than before. */
export interface StandingChange {
  readonly testcaseId: TestcaseId
  readonly scopeVersion: string | null
  readonly before: TestcaseSide
  readonly after: TestcaseSide
}

/** A scope file as it is, read by whoever judges. */
export interface ScopeText {
  readonly name: string
  readonly text: string
}

/**
 * What a process without secrets and network is asked to judge.
 *
 * - `judge`: the testcases of `ids`, or all, by the judges of a suite
 * - `attribute`: why testcases stand differently
 * - `preview`: a draft against the evidence of subjects, of each newest first
 * - `ready`: the check list of a subject
 */
export type ReplayRequest =
  | {
      readonly kind: 'judge'
      readonly evidence: PackedEvidence
      readonly suite: { readonly version: string; readonly digest?: string }
      /** Another folder with judges than the one beside the program; null for that alone. */
      readonly judgesFolder: string | null
      readonly ids: readonly TestcaseId[] | null
      readonly at: string
    }
  | {
      readonly kind: 'attribute'
      readonly before: ReportSide
      readonly after: ReportSide
      readonly changes: readonly StandingChange[]
    }
  | {
      readonly kind: 'preview'
      readonly draft: ScopeText
      /** The shipped scope of the draft's uuid when null. */
      readonly current: ScopeText | null
      readonly subjects: readonly { readonly subject: string; readonly evidence: readonly PackedEvidence[] }[]
      readonly at: string
      readonly since: string | null
    }
  | {
      readonly kind: 'ready'
      readonly evidence: PackedEvidence
      readonly scope: string
      readonly version: string
      readonly at: string
    }

const answerSchema = z.union([
  z.strictObject({ answer: z.unknown() }),
  z.strictObject({
    code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
    message: z.string().max(50_000),
    place: z.string().optional(),
    remedy: z.string().optional(),
  }),
])

/** The answer, or the coded error that was met, as the process writes it. */
export function writeReplayAnswer(answer: { readonly answer: unknown } | CodedError): string {
  if (!(answer instanceof CodedError)) return JSON.stringify(answer)
  const { code, message, place, remedy } = answer
  return JSON.stringify({ code, message, place, remedy })
}

/**
 * Reads what the process wrote.
 *
 * @throws CodedError REPLAY_FAILED, or the one that the process met
 */
export function readReplayAnswer<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new CodedError('REPLAY_FAILED', 'The process that judges did not answer.')
  }
  const outer = answerSchema.safeParse(value)
  if (!outer.success) throw new CodedError('REPLAY_FAILED', 'The process that judges gave no answer that can be read.')
  if ('code' in outer.data) {
    const { code, message, place, remedy } = outer.data
    throw new CodedError(code, message, { place, remedy })
  }
  const parsed = schema.safeParse(outer.data.answer)
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path.map(String).join('.')
  throw new CodedError('REPLAY_FAILED', `The process that judges gave a wrong answer at ${path}.`)
}
