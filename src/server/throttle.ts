import type { Clock } from '#vocabulary/clock.ts'

/** Counts what may happen only so often per period and key. */
export interface Throttle {
  /** Seconds until it is allowed again for the key; 0 if it is allowed now. */
  secondsToWait(key: string): number
  count(key: string): void
  /** Takes one back that was counted. */
  uncount(key: string): void
}

interface Options {
  /** 0: without limit. */
  readonly most: number
  readonly periodMs: number
}

const MOST_KEYS = 50_000

/**
 * Allows so much per key and period. A key is what is throttled, such as an address. Memory is bounded: beyond 50 000 keys
 * the oldest are forgotten first.
 */
export function createThrottle(clock: Clock, { most, periodMs }: Options): Throttle {
  const counted = new Map<string, { count: number; since: number }>()

  function entryOf(key: string) {
    const entry = counted.get(key)
    if (entry && clock().getTime() - entry.since < periodMs) return entry
    counted.delete(key)
    return undefined
  }

  return {
    secondsToWait: (key) => {
      const entry = entryOf(key)
      if (!entry || most === 0 || entry.count < most) return 0
      return Math.max(1, Math.ceil((entry.since + periodMs - clock().getTime()) / 1_000))
    },
    count: (key) => {
      const entry = entryOf(key)
      if (entry) entry.count += 1
      else counted.set(key, { count: 1, since: clock().getTime() })
      const oldest = counted.size > MOST_KEYS ? counted.keys().next().value : undefined
      if (oldest !== undefined) counted.delete(oldest)
    },
    uncount: (key) => {
      const entry = entryOf(key)
      if (entry && entry.count > 0) entry.count -= 1
    },
  }
}
