import type { FactName, ObservedFacts } from '#facts/facts.ts'
import type { Observed } from '#facts/observed.ts'
import type { ChangeCause } from '#report/replay/change-attribution.ts'
import { type Difference, differencesOf, withDifferences } from './differences.ts'
import { minimalSubset } from './minimal-subset.ts'

const MAX_TEXT = 500

/** One thing that may be carried over from the later facts to the earlier ones. */
type Atom =
  | { readonly kind: 'value'; readonly fact: FactName; readonly index: number; readonly difference: Difference }
  | { readonly kind: 'fact'; readonly fact: FactName }

/**
 * Which changes of the facts bring about what the later facts bring about: a minimal set, found by judging. `holds` says
 * whether facts lead to the later outcome; it does for the later ones.
 */
export function evidenceCauses(
  before: ObservedFacts,
  after: ObservedFacts,
  needs: readonly FactName[],
  holds: (facts: ObservedFacts) => boolean,
): ChangeCause[] {
  const atoms = needs.flatMap((name) => atomsOf(name, before[name], after[name]))
  const trial = (chosen: readonly Atom[]) => holds(carryOver(before, after, chosen))
  // The order of a list is no atom; where it matters, whole facts are carried over.
  const usable = trial(atoms) ? atoms : needs.filter((name) => !isEqual(before[name], after[name])).map(wholeFact)
  return minimalSubset(usable, trial).map((atom) => causeOf(atom, before, after))
}

function wholeFact(fact: FactName): Atom {
  return { kind: 'fact', fact }
}

function atomsOf(fact: FactName, before: Observed<unknown> | undefined, after: Observed<unknown> | undefined): Atom[] {
  if (!before?.ok || !after?.ok) return isEqual(before, after) ? [] : [{ kind: 'fact', fact }]
  return differencesOf(before.value, after.value).map((difference, index) => ({
    kind: 'value',
    fact,
    index,
    difference,
  }))
}

function carryOver(before: ObservedFacts, after: ObservedFacts, chosen: readonly Atom[]): ObservedFacts {
  const byFact = Map.groupBy(chosen, ({ fact }) => fact)
  const changed = [...byFact].map(([name, atoms]) => {
    const [old, recent] = [before[name], after[name]]
    if (!old?.ok || !recent?.ok || atoms.some(({ kind }) => kind === 'fact')) return [name, recent] as const
    const taken = new Set(atoms.flatMap((atom) => (atom.kind === 'value' ? [atom.index] : [])))
    return [name, { ...old, value: withDifferences(old.value, recent.value, taken) }] as const
  })
  return { ...before, ...Object.fromEntries(changed) }
}

function causeOf(atom: Atom, before: ObservedFacts, after: ObservedFacts): ChangeCause {
  const { fact } = atom
  if (atom.kind === 'value') {
    const { path, before: old, after: recent } = atom.difference
    return { kind: 'cloud', fact, path: [...path].map(short), before: valueText(old), after: valueText(recent) }
  }
  const [old, recent] = [before[fact], after[fact]]
  if (old?.ok && recent?.ok) {
    return { kind: 'cloud', fact, path: [], before: valueText(old.value), after: valueText(recent.value) }
  }
  return { kind: 'observation', fact, before: reasonOf(old), after: reasonOf(recent) }
}

function reasonOf(observed: Observed<unknown> | undefined) {
  if (observed === undefined) return { class: 'suite-error' as const, detail: 'not asked for in this run' }
  return observed.ok ? null : observed.reason
}

function valueText(value: unknown): string | null {
  return value === undefined ? null : short(JSON.stringify(value))
}

function short(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`
}

/** Whether two observations say the same; when they were made does not matter. */
function isEqual(one: Observed<unknown> | undefined, other: Observed<unknown> | undefined): boolean {
  const content = (observed: typeof one) => observed && { ...observed, observedAt: '' }
  return JSON.stringify(content(one)) === JSON.stringify(content(other))
}
