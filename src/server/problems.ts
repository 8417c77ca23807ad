import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { CodedError, type ErrorCodeEntry } from '#vocabulary/coded-error.ts'
import { ERROR_CODES, type ErrorCode } from '#vocabulary/error-codes.ts'

/** What a client is told: `detail` as today's monitor has it, and the other members of RFC 9457. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly remedy: string
  readonly place?: string
}

const AUTHENTICATION_CHALLENGE = 'Basic realm="Compliance monitor", charset="UTF-8"'

const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'SERVER_BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'SERVER_MEDIA_TYPE_UNSUPPORTED',
}

/** How the driver of PostgreSQL, and the server itself, say that there is no connection, or that it is lost. */
const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EHOSTUNREACH'])
const CONNECTION_STATES = /^(?:08|57P|53300|55P03|57014)/
const CONNECTION_MESSAGES = /^(?:timeout exceeded when trying to connect|Query read timeout|Connection terminated)/

function isConnectionLost({ code, message }: { code?: unknown; message?: unknown }): boolean {
  const text = typeof code === 'string' ? code : ''
  return CONNECTION_CODES.has(text) || CONNECTION_STATES.test(text) || CONNECTION_MESSAGES.test(String(message))
}

/** Errors without a code of ours are our fault, unless the web framework blames the client. */
export function toCodedError(error: unknown): CodedError {
  if (error instanceof CodedError) return error
  const { code, statusCode, message } = (error ?? {}) as Partial<FastifyError>
  const known = FASTIFY_CODES[code ?? '']
  if (known) return new CodedError(known, ERROR_CODES[known].meaning, { cause: error })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new CodedError('SERVER_REQUEST_INVALID', message ?? ERROR_CODES.SERVER_REQUEST_INVALID.meaning)
  }
  if (isConnectionLost((error ?? {}) as Error)) {
    return new CodedError('SERVER_UNAVAILABLE', 'the database does not answer', { cause: error })
  }
  return new CodedError('SERVER_FAULT', ERROR_CODES.SERVER_FAULT.meaning, { cause: error })
}

export function problemOf({ code, message, place, remedy }: CodedError): Problem {
  const entry: ErrorCodeEntry = ERROR_CODES[code]
  const status = entry.status ?? 500
  return {
    type: `urn:siegel:error:${code}`,
    title: entry.meaning,
    status,
    detail: message,
    code,
    remedy: remedy ?? entry.remedy,
    ...(place !== undefined && { place }),
  }
}

/** Answers an error as `application/problem+json`. */
export async function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const coded = toCodedError(error)
  const problem = problemOf(coded)
  noteProblem(coded, problem, request, reply)
  await reply.code(problem.status).type('application/problem+json').send(problem)
}

/** Logs what is our fault, and sets the headers that belong to a problem, in whatever form it is answered. */
export function noteProblem(
  coded: CodedError,
  { status, code, detail }: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (status >= 500) request.log.error({ err: coded.cause ?? coded }, code)
  if (status === 401) reply.header('www-authenticate', AUTHENTICATION_CHALLENGE)
  if (status === 429 || status === 503) reply.header('retry-after', retryAfter(detail))
}

function retryAfter(detail: string): string {
  return /(\d+) seconds/.exec(detail)?.[1] ?? '5'
}
