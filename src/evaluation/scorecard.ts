import type { ResolvedTestcase } from '#scopes/scope.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { STANDINGS_BY_WEIGHT } from '#vocabulary/verdict.ts'
import type { DatedResult, ScorecardEntry, WeighedResult } from './compliance.ts'
import { expiresAt } from './expires-at.ts'

/** The score card of a subject: what its results say about each testcase. */
export type Scorecard = ReadonlyMap<TestcaseId, ScorecardEntry>

/**
 * Merges results into a score card (scs-0003-v2): per testcase the newest result by its check date counts, unless it has
 * expired; results from after `at` are as if they did not exist. Of several results of the same instant the weightiest
 * counts, so that nobody gains by sending two. An ABORT or MISS keeps the newest PASS or FAIL beside it, expired or not.
 */
export function scorecard(
  testcases: readonly Pick<ResolvedTestcase, 'id' | 'lifetime'>[],
  results: readonly DatedResult[],
  at: Date,
): Scorecard {
  const known = Map.groupBy(
    results.filter(({ checkedAt }) => checkedAt <= at),
    (result) => result.testcaseId,
  )
  return new Map(
    testcases.map(({ id, lifetime }) => {
      const weigh = (result: DatedResult): WeighedResult => {
        const expiry = expiresAt(result.checkedAt, lifetime)
        return { ...result, expiresAt: expiry, isExpired: at >= expiry }
      }
      return [id, entryOf(id, (known.get(id) ?? []).toSorted(newestFirst).map(weigh))]
    }),
  )
}

function entryOf(testcaseId: TestcaseId, newestFirst: readonly WeighedResult[]): ScorecardEntry {
  const newest = newestFirst[0]
  const result = newest && !newest.isExpired ? newest : undefined
  const standing = result?.verdict ?? 'MISS'
  const isDecisive = standing === 'PASS' || standing === 'FAIL'
  const lastDecisive = isDecisive ? undefined : newestFirst.find(({ verdict }) => verdict !== 'ABORT')
  return { testcaseId, standing, ...(result && { result }), ...(lastDecisive && { lastDecisive }) }
}

function newestFirst(a: DatedResult, b: DatedResult): number {
  return (
    b.checkedAt.getTime() - a.checkedAt.getTime() ||
    STANDINGS_BY_WEIGHT.indexOf(a.verdict) - STANDINGS_BY_WEIGHT.indexOf(b.verdict) ||
    (a.reportUuid < b.reportUuid ? -1 : 1)
  )
}
