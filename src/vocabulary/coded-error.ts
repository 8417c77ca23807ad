import type { ErrorCode } from './error-codes.ts'

/** What the list of error codes says about one code. */
export interface ErrorCodeEntry {
  /** One sentence: when this error is raised. */
  readonly meaning: string
  /** One sentence: what the reader can do about it. */
  readonly remedy: string
  /** HTTP status where a server answers with it; absent for errors that only the command line knows. */
  readonly status?: number
}

/** Where the fault is: a file with line and column, a URL, a field. */
export type Place = string

/**
 * An error that a user can act on: what was wrong (message), where (place), what to do (remedy).
 * The message never holds a secret. On the command line every coded error exits with 3 unless the command says otherwise.
 */
export class CodedError extends Error {
  readonly code: ErrorCode
  readonly place: Place | undefined
  readonly remedy: string | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { place?: Place | undefined; remedy?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'CodedError'
    this.code = code
    this.place = options.place
    this.remedy = options.remedy
  }
}
