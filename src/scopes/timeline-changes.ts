import type { Day, Scope } from './scope.ts'
import type { Validity } from './validity.ts'
import { validityAt } from './validity-at.ts'

/** A day (in UTC) from which on a scope version is good for something else. */
export interface TimelineChange {
  readonly day: Day
  readonly version: string
  readonly validity: Validity
}

/**
 * What the timeline of a scope brings, oldest first: only where a validity becomes another. A version that the timeline stops
 * naming becomes deprecated.
 */
export function timelineChanges(scope: Pick<Scope, 'timeline' | 'versions'>): TimelineChange[] {
  const days = [...new Set(scope.timeline.map(({ date }) => date))].toSorted()
  const last = new Map<string, Validity>()
  return days.flatMap((day) =>
    scope.versions.flatMap(({ version }) => {
      const { validity, isListed } = validityAt(scope, version, new Date(`${day}T00:00:00Z`))
      const before = last.get(version)
      if (before === validity || (before === undefined && !isListed)) return []
      last.set(version, validity)
      return [{ day, version, validity }]
    }),
  )
}
