import { rest } from './rest.ts'

/** How often the state of an object is asked for: the pauses grow with the time that has been waited. */
export interface Rhythm {
  readonly firstMs: number
  readonly longestMs: number
}

export const USUAL_RHYTHM: Rhythm = { firstMs: 500, longestMs: 15_000 }

/** So that nothing is noticed later than by this part of the time that it took, and few calls do. */
const PAUSE_PER_ELAPSED = 0.1

/** How waiting ended. `status` is the last state word, empty if the object was gone. */
export interface Waited {
  readonly outcome: 'reached' | 'error-state' | 'too-slow'
  readonly status: string
  readonly seconds: number
}

export interface WaitOptions {
  /** The state word, or undefined if the object does not exist. */
  readonly read: () => Promise<string | undefined>
  readonly isReached: (status: string | undefined) => boolean
  /** Whether there is no use in waiting any longer. */
  readonly isHopeless: (status: string | undefined) => boolean
  readonly limitMs: number
  readonly signal: AbortSignal
  readonly rhythm: Rhythm
}

/** Asks for a state again and again, in growing pauses. Throws what `read` throws and what the signal says. */
export async function waitForState(options: WaitOptions): Promise<Waited> {
  const { isHopeless, isReached, limitMs, read, rhythm, signal } = options
  const startedAt = performance.now()
  for (;;) {
    const status = await read()
    const elapsed = performance.now() - startedAt
    const waited = { status: (status ?? '').slice(0, 100), seconds: elapsed / 1_000 }
    if (isReached(status)) return { outcome: 'reached', ...waited }
    if (isHopeless(status)) return { outcome: 'error-state', ...waited }
    if (elapsed >= limitMs) return { outcome: 'too-slow', ...waited }
    await rest(pauseAfter(elapsed, limitMs, rhythm), signal)
  }
}

/** How often a state is asked for at most until its limit, which is where answers take no time. */
export function mostReads(limitMs: number, rhythm: Rhythm): number {
  let count = 1
  for (let elapsed = 0; elapsed < limitMs; elapsed += pauseAfter(elapsed, limitMs, rhythm)) count++
  return count
}

function pauseAfter(elapsed: number, limitMs: number, { firstMs, longestMs }: Rhythm): number {
  const pause = Math.min(Math.max(firstMs, elapsed * PAUSE_PER_ELAPSED), longestMs)
  // Timers of a whole millisecond may fire a little early, and a pause of none would be a busy loop.
  return Math.max(1, Math.min(pause, limitMs - elapsed))
}
