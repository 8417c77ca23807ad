import { CodedError } from '#vocabulary/coded-error.ts'
import { CloudError } from './cloud-error.ts'

interface FailureContext {
  /** Method and URL. */
  readonly call: string
  /** Status and headers had already come, so that only the body is missing. */
  readonly hasAnswered: boolean
  readonly clean: (text: string) => string
  /** The caller's signal; anything else that aborts is the time limit. */
  readonly signal: AbortSignal | undefined
}

const CERTIFICATE_CODES =
  /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/

/** Turns whatever a request threw into a CloudError that says in one sentence what happened. */
export function connectionFailure(error: unknown, context: FailureContext): Error {
  // Errors of our own, such as a proxy that cannot be used, say already what is wrong.
  if (error instanceof CodedError) return error
  const { call, hasAnswered, clean, signal } = context
  if (signal?.aborted) {
    return signal.reason instanceof CloudError
      ? signal.reason
      : new CloudError({ class: 'suite-error', detail: `${call}: interrupted before the answer came.` })
  }
  if (hasName(error, 'TimeoutError') || hasName(error, 'AbortError')) {
    return new CloudError({ class: 'time-out', detail: `${call}: no answer within the time limit.` })
  }
  const cause = innermost(error)
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const what = clean(cause.message.replace(/\s+/g, ' ').trim() || code)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    const detail = `${call}: the headers of the answer are too long.`
    return new CloudError({ class: 'provider-error', detail }, { cause: error })
  }
  if (hasAnswered) {
    return new CloudError(
      { class: 'provider-error', detail: `${call}: the answer broke off (${what}).` },
      { cause: error },
    )
  }
  const problem = CERTIFICATE_CODES.test(code) ? `no valid TLS: ${what}` : what
  const detail = `${call}: no connection (${problem}${code === '' || what.includes(code) ? '' : `, ${code}`}).`
  return new CloudError({ class: 'unreachable', detail }, { cause: error })
}

function hasName(error: unknown, name: string): boolean {
  return error instanceof Error && (error.name === name || (error.cause !== undefined && hasName(error.cause, name)))
}

function innermost(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0])
  return error.cause instanceof Error ? innermost(error.cause) : error
}
