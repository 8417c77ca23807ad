import type { ScopePeriod } from './history.ts'

/** How a subject stood for a scope during a period. */
export type ComplianceState = Pick<ScopePeriod, 'standing' | 'shown' | 'validity'>

/** A moment at which the compliance of a subject became another, and why. */
export interface ComplianceChange {
  readonly at: Date
  readonly before: ComplianceState
  readonly after: ComplianceState
  readonly reason: ScopePeriod['reason']
}

/** The changes between the periods of a history, oldest first. What held when the history begins is none. */
export function complianceChanges(periods: readonly ScopePeriod[]): ComplianceChange[] {
  return periods.slice(1).flatMap((after, index) => {
    const before = periods[index]
    return before ? [{ at: after.from, before: stateOf(before), after: stateOf(after), reason: after.reason }] : []
  })
}

function stateOf({ standing, shown, validity }: ScopePeriod): ComplianceState {
  return { standing, ...(shown !== undefined && { shown }), ...(validity !== undefined && { validity }) }
}
