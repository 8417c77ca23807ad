import type { Scope } from '#scopes/scope.ts'
import type { Compliance, DatedResult } from './compliance.ts'

/**
 * The first instant after the one asked about at which an evaluation may come out differently although no result was added:
 * when a result that it shows expires, when one from a clock that runs ahead begins to count, or when the timeline changes
 * (at midnight UTC). Up to it (exclusive) `evaluate` says the same, but for `at`. In milliseconds; infinite if never.
 */
export function unchangedUntil(
  { at, versions }: Compliance,
  scope: Pick<Scope, 'timeline'>,
  results: readonly DatedResult[],
): number {
  const now = at.getTime()
  let earliest = Number.POSITIVE_INFINITY
  const consider = (instant: number) => {
    if (instant > now && instant < earliest) earliest = instant
  }
  for (const { date } of scope.timeline) consider(Date.parse(`${date}T00:00:00Z`))
  for (const { checkedAt } of results) consider(checkedAt.getTime())
  for (const { testcases } of versions) {
    for (const { result, lastDecisive } of testcases) {
      if (result) consider(result.expiresAt.getTime())
      if (lastDecisive) consider(lastDecisive.expiresAt.getTime())
    }
  }
  return earliest
}
