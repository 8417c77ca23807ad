import type { Scope } from '#scopes/scope.ts'
import type { Compliance } from './compliance.ts'

/**
 * The next instant at which an evaluation may say something else although no report comes: a result that counts expires, one
 * from a clock that runs ahead begins to count, or the timeline of the scope changes at midnight (UTC). Undefined if that
 * never happens.
 */
export function nextChangeAt(
  scope: Pick<Scope, 'timeline'>,
  { at, versions }: Pick<Compliance, 'at' | 'versions'>,
  results: readonly { readonly checkedAt: Date }[],
): Date | undefined {
  const expiries = versions.flatMap(({ testcases }) => testcases.flatMap(({ result }) => result?.expiresAt ?? []))
  const midnights = scope.timeline.map(({ date }) => new Date(`${date}T00:00:00Z`))
  const beginnings = results.map(({ checkedAt }) => checkedAt)
  const later = [...expiries, ...midnights, ...beginnings].map(Number).filter((instant) => instant > at.getTime())
  const next = later.reduce((least, instant) => Math.min(least, instant), Number.POSITIVE_INFINITY)
  return Number.isFinite(next) ? new Date(next) : undefined
}
