import type { Scope, TimelineEntry } from './scope.ts'
import type { Validity } from './validity.ts'

/** The validity of a version, and whether the timeline names it. A version that it does not name is not shown. */
export interface ValidityAt {
  readonly validity: Validity
  readonly isListed: boolean
}

/**
 * What a version is good for at a moment: what the timeline entry with the greatest date not after that day (in UTC)
 * says, in whatever order the entries stand; deprecated and hidden if it says nothing (scs-0003-v1). Ask anew each time:
 * validity changes with the day, not with the file.
 */
export function validityAt(scope: Pick<Scope, 'timeline'>, version: string, at: Date): ValidityAt {
  const versions = entryInForce(scope.timeline, at)?.versions
  const listed = versions && Object.hasOwn(versions, version) ? versions[version] : undefined
  return { validity: listed ?? 'deprecated', isListed: listed !== undefined }
}

function entryInForce(timeline: readonly TimelineEntry[], at: Date): TimelineEntry | undefined {
  const today = at.toISOString().slice(0, 10)
  return timeline
    .filter((entry) => entry.date <= today)
    .reduce<TimelineEntry | undefined>(
      (latest, entry) => (latest && latest.date > entry.date ? latest : entry),
      undefined,
    )
}
