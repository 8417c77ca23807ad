import type { FactName } from '#facts/facts.ts'
import type { Probe } from './define-probe.ts'
import type { Probes } from './index.ts'

/** The probes of these facts and of those that they ask for in turn, each once. */
export function probesFor(facts: readonly FactName[], probes: Probes): Probe[] {
  const wanted = new Set(facts)
  // A set may grow while it is walked through; what is added comes later.
  for (const name of wanted) for (const needed of probes[name].needs ?? []) wanted.add(needed)
  return [...wanted].map((name) => probes[name] as Probe)
}
