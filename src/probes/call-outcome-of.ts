import { abortReasonOf, CloudError } from '#clouds/openstack/cloud-error.ts'
import type { CallOutcome } from '#facts/call-outcome.ts'

const LONGEST_MESSAGE = 500

/** How a call ended that threw this. */
export function failedOutcome(error: unknown): Exclude<CallOutcome, { kind: 'done' }> {
  if (error instanceof CloudError && error.said !== undefined) {
    const status = error.status ?? 0
    if (status >= 400 && status <= 599) {
      return { kind: 'refused', status, message: error.said.slice(0, LONGEST_MESSAGE) }
    }
  }
  return { kind: 'stopped', reason: abortReasonOf(error) }
}

/** What a call brought, if it succeeded, and how it ended. */
export async function attempt<T>(
  call: () => Promise<T>,
): Promise<{ readonly outcome: CallOutcome; readonly value: T | undefined }> {
  try {
    const value = await call()
    return { outcome: { kind: 'done' }, value }
  } catch (error) {
    return { outcome: failedOutcome(error), value: undefined }
  }
}
