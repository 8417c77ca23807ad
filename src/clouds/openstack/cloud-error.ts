import { z } from 'zod'
import type { AbortClass, AbortReason } from '#vocabulary/abort-reason.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ErrorCode } from '#vocabulary/error-codes.ts'

const CODES: Record<AbortClass, ErrorCode> = {
  credential: 'CLOUDS_CREDENTIAL_REFUSED',
  permission: 'CLOUDS_PERMISSION_DENIED',
  unreachable: 'CLOUDS_UNREACHABLE',
  'time-out': 'CLOUDS_TIME_OUT',
  'provider-error': 'CLOUDS_PROVIDER_ERROR',
  inconclusive: 'CLOUDS_OBSERVATION_FAILED',
  'suite-error': 'CLOUDS_OBSERVATION_FAILED',
}

const LONGEST_DETAIL = 600

/**
 * Why a cloud could not be asked or did not answer properly; `status` is the HTTP status if there was an answer. `said`
 * is the cloud's own message, one line and perhaps empty, where its status says that it refused the call.
 */
export class CloudError extends CodedError {
  readonly reason: AbortReason
  readonly status: number | undefined
  readonly said: string | undefined

  constructor(
    reason: AbortReason,
    options: { status?: number | undefined; said?: string; place?: string; cause?: unknown } = {},
  ) {
    const detail = shorten(reason.detail)
    super(CODES[reason.class], detail, { place: options.place, cause: options.cause })
    this.name = 'CloudError'
    this.reason = { class: reason.class, detail }
    this.status = options.status
    this.said = options.said
  }
}

/** The reason of an ABORT for anything that an observation may throw. */
export function abortReasonOf(error: unknown): AbortReason {
  if (error instanceof CloudError) return error.reason
  if (error instanceof z.ZodError) {
    const issue = error.issues[0]
    const path = issue === undefined || issue.path.length === 0 ? 'answer' : issue.path.map(String).join('.')
    return {
      class: 'provider-error',
      detail: shorten(`The answer of the cloud is malformed at ${path}: ${issue?.message ?? 'unknown'}.`),
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { class: 'suite-error', detail: shorten(message) }
}

function shorten(text: string): string {
  return text.length <= LONGEST_DETAIL ? text : `${text.slice(0, LONGEST_DETAIL - 1)}…`
}
