import { rest } from './rest.ts'

/** How often the state of an object is asked for. */
export interface Rhythm {
  readonly firstMs: number
  /** The pauses grow up to this. */
  readonly longestMs: number
}

export const USUAL_RHYTHM: Rhythm = { firstMs: 500, longestMs: 3_000 }

const GROWTH = 1.3

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
  for (let pause = rhythm.firstMs; ; pause = Math.min(pause * GROWTH, rhythm.longestMs)) {
    const status = await read()
    const elapsed = performance.now() - startedAt
    const waited = { status: (status ?? '').slice(0, 100), seconds: elapsed / 1_000 }
    if (isReached(status)) return { outcome: 'reached', ...waited }
    if (isHopeless(status)) return { outcome: 'error-state', ...waited }
    if (elapsed >= limitMs) return { outcome: 'too-slow', ...waited }
    await rest(Math.min(pause, limitMs - elapsed), signal)
  }
}
