/** A clock for the objects of a practice cloud that only a test moves, so that no state is passed unseen. */
export interface HandWoundTime {
  /** For the option of the same name. */
  elapsedMs(): number
  pass(seconds: number): void
}

export function handWoundTime(): HandWoundTime {
  let elapsed = 0
  return {
    elapsedMs: () => elapsed,
    pass(seconds) {
      elapsed += seconds * 1000
    },
  }
}
