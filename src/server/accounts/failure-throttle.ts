import type { Clock } from '#vocabulary/clock.ts'

/** Counts failed sign-ins, so that passwords cannot be guessed by the thousand. */
export interface FailureThrottle {
  /** Seconds until the next attempt is allowed; 0 if it is allowed now. */
  secondsToWait(keys: readonly string[]): number
  countFailure(keys: readonly string[]): void
}

interface Options {
  readonly mostFailures: number
  readonly periodMs: number
}

const MOST_KEYS = 50_000

/**
 * Allows so many failures per key and period. A key is what is throttled, such as an address. Memory is bounded: beyond
 * 50 000 keys the oldest are forgotten first.
 */
export function createFailureThrottle(clock: Clock, { mostFailures, periodMs }: Options): FailureThrottle {
  const failures = new Map<string, { count: number; since: number }>()

  function entryOf(key: string) {
    const entry = failures.get(key)
    if (entry && clock().getTime() - entry.since < periodMs) return entry
    failures.delete(key)
    return undefined
  }

  return {
    secondsToWait: (keys) => {
      const waits = keys.map((key) => {
        const entry = entryOf(key)
        if (!entry || entry.count < mostFailures) return 0
        return Math.ceil((entry.since + periodMs - clock().getTime()) / 1_000)
      })
      return Math.max(0, ...waits)
    },
    countFailure: (keys) => {
      for (const key of keys) {
        const entry = entryOf(key)
        if (entry) entry.count += 1
        else failures.set(key, { count: 1, since: clock().getTime() })
        const oldest = failures.size > MOST_KEYS ? failures.keys().next().value : undefined
        if (oldest !== undefined) failures.delete(oldest)
      }
    },
  }
}
