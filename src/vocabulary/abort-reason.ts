/**
 * Why something could not be determined.
 *
 * - `credential`: the credential was refused or has expired
 * - `permission`: the credential is good, but may not see or do this
 * - `unreachable`: no connection, no name, no valid TLS
 * - `time-out`: no answer within the limit
 * - `provider-error`: the cloud answered with an error of its own, or with something malformed
 * - `inconclusive`: everything was observed, and it still does not decide the question
 * - `suite-error`: our own fault
 */
export const ABORT_CLASSES = [
  'credential',
  'permission',
  'unreachable',
  'time-out',
  'provider-error',
  'inconclusive',
  'suite-error',
] as const
export type AbortClass = (typeof ABORT_CLASSES)[number]

/** The class, and one sentence in English with the call and the answer; never a secret. */
export interface AbortReason {
  readonly class: AbortClass
  readonly detail: string
}
