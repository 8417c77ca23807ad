/** Choices that look random and are the same for the same seed. */
export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean
  oneOf<T>(values: readonly T[]): T
  /** Some of the values, in their order; at least one. */
  someOf<T>(values: readonly T[]): T[]
  shuffled<T>(values: readonly T[]): T[]
}

/** Dice by the generator "mulberry32": 32 bits of state, more than enough to vary test data. */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const chance = (percent: number) => next() * 100 < percent

  function oneOf<T>(values: readonly T[]): T {
    const value = values[whole(0, values.length - 1)]
    if (value === undefined) throw new Error('nothing to choose from')
    return value
  }

  return {
    whole,
    chance,
    oneOf,
    someOf(values) {
      const some = values.filter(() => chance(50))
      return some.length > 0 ? some : [oneOf(values)]
    },
    shuffled(values) {
      return values
        .map((value) => ({ value, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ value }) => value)
    },
  }
}
