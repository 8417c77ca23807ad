/** Judging costs time; what is not minimal after so many trials stays as it is. */
const MOST_TRIALS = 600

/**
 * A subset of the items for which the test still holds and from which no single item can be left out ("delta debugging",
 * Zeller and Hildebrandt 2002). The test has to hold for all items. Stops after 600 trials with what is left by then.
 */
export function minimalSubset<Item>(items: readonly Item[], test: (subset: readonly Item[]) => boolean): Item[] {
  let current = [...items]
  let parts = 2
  let trials = 0
  const holds = (subset: readonly Item[]) => {
    trials += 1
    return trials <= MOST_TRIALS && test(subset)
  }
  while (current.length > 1 && trials < MOST_TRIALS) {
    const size = Math.ceil(current.length / parts)
    const chunks = Array.from({ length: Math.ceil(current.length / size) }, (_, index) =>
      current.slice(index * size, (index + 1) * size),
    )
    const only = chunks.find(holds)
    if (only !== undefined) {
      current = only
      parts = 2
      continue
    }
    const without = chunks.length > 2 ? chunks.find((chunk) => holds(excluding(current, chunk))) : undefined
    if (without !== undefined) {
      current = excluding(current, without)
      parts = Math.max(parts - 1, 2)
      continue
    }
    if (parts >= current.length) break
    parts = Math.min(current.length, parts * 2)
  }
  return current
}

function excluding<Item>(items: readonly Item[], gone: readonly Item[]): Item[] {
  const without = new Set(gone)
  return items.filter((item) => !without.has(item))
}
