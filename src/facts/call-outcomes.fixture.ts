import type { CallOutcome } from './call-outcome.ts'

/** For tests: how a call can end. */
export const DONE: CallOutcome = { kind: 'done' }
export const NO_ANSWER: CallOutcome = {
  kind: 'stopped',
  reason: { class: 'unreachable', detail: 'the connection was lost' },
}

export function refusedWith(status: number, message = ''): CallOutcome {
  return { kind: 'refused', status, message }
}
