import type { AbortClass, AbortReason } from '#vocabulary/abort-reason.ts'
import type { CallOutcome } from '../call-outcome.ts'

type Refused = Extract<CallOutcome, { kind: 'refused' }>
type NotDone = Exclude<CallOutcome, { kind: 'done' }>

/** An answer that says that the tested project has used up what it may have, which says nothing about the cloud. */
export function isQuotaRefusal({ status, message }: Omit<Refused, 'kind'>): boolean {
  return status === 413 || /quota|limit exceeded|maximum number of/i.test(message)
}

/**
 * Whether the cloud itself turned a call down: a 4xx answer or `501 Not Implemented`. A refused credential, an exhausted
 * quota, too many requests and faults of a server decide nothing.
 */
export function isDenial(refused: Omit<Refused, 'kind'>): boolean {
  if ([401, 408, 429].includes(refused.status) || isQuotaRefusal(refused)) return false
  return refused.status < 500 || refused.status === 501
}

/** Why a call that did not succeed leaves a question open. `call` says what was tried, such as `creating a network`. */
export function openBecause(call: string, outcome: NotDone): AbortReason {
  if (outcome.kind === 'stopped') return outcome.reason
  return { class: classOf(outcome), detail: `${call} was refused: ${refusalText(outcome)}` }
}

/** The answer as one line, such as `403 Policy does not allow it`. */
export function refusalText({ status, message }: Omit<Refused, 'kind'>): string {
  return message === '' ? String(status) : `${status} ${message}`
}

function classOf(refused: Refused): AbortClass {
  if (refused.status === 401) return 'credential'
  if (isQuotaRefusal(refused)) return 'inconclusive'
  return refused.status === 403 ? 'permission' : 'provider-error'
}
