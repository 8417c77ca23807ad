import type { Facts, ObservedFacts } from '#facts/facts.ts'

/** The values of the facts that could be observed. */
export function observedValues(facts: ObservedFacts): Partial<Facts> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, observed]) => (observed?.ok ? [[name, observed.value]] : [])),
  )
}
