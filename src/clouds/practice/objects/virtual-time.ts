/** Time as the objects of the practice cloud live it, in seconds since its start. */
export interface VirtualTime {
  /** While something happens, the moment for which it was due. */
  now(): number
  /** Lets something happen so many seconds after `now`. */
  after(seconds: number, happen: () => void): void
  /** Lets everything happen that is due, in order. Each request begins with this. */
  catchUp(): void
}

interface Due {
  readonly at: number
  readonly happen: () => void
}

/**
 * Time that runs `pace` times as fast as the given one (milliseconds since any moment). Nothing happens between two
 * requests: nobody could see it.
 */
export function createVirtualTime(elapsedMs: () => number, pace: number): VirtualTime {
  const startedAt = elapsedMs()
  const pending: Due[] = []
  let happening: number | null = null
  const now = (): number => happening ?? ((elapsedMs() - startedAt) * pace) / 1000
  return {
    now,
    after(seconds, happen) {
      pending.push({ at: now() + seconds, happen })
      // The sort is stable: what is due at the same moment happens in the order in which it was wanted.
      pending.sort((one, other) => one.at - other.at)
    },
    catchUp() {
      const until = now()
      for (let next = pending[0]; next !== undefined && next.at <= until; next = pending[0]) {
        pending.shift()
        happening = next.at
        try {
          next.happen()
        } finally {
          happening = null
        }
      }
    },
  }
}
