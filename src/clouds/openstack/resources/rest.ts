import { setTimeout as sleep } from 'node:timers/promises'
import { CloudError } from '../cloud-error.ts'

/** Waits, unless it is told to stop. Throws what the signal says if that is a CloudError, else one that says so. */
export async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal })
  } catch {
    throw stopReason(signal)
  }
}

/** Throws if the signal has been given. */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stopReason(signal)
}

function stopReason(signal: AbortSignal): CloudError {
  const reason: unknown = signal.reason
  if (reason instanceof CloudError) return reason
  return new CloudError({ class: 'suite-error', detail: 'Interrupted while waiting for the cloud.' })
}
