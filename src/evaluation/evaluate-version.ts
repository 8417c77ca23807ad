import { MAIN_TARGET, type ResolvedVersion } from '#scopes/scope.ts'
import type { Validity } from '#scopes/validity.ts'
import { fold } from '#vocabulary/verdict.ts'
import { buckets } from './buckets.ts'
import type { DatedResult, VersionCompliance } from './compliance.ts'
import { scorecard } from './scorecard.ts'

/**
 * How a subject with these results stands against one scope version: each target is as its weightiest testcase, and the
 * version is as its target `main` (scs-0003-v2, aggregation).
 */
export function evaluateVersion(
  version: ResolvedVersion,
  validity: Validity,
  results: readonly DatedResult[],
  at: Date,
): VersionCompliance {
  const card = scorecard(version.testcases, results, at)
  const standingOf = (id: string) => card.get(id)?.standing ?? 'MISS'
  const targets = [...version.targets].map(([target, ids]) => ({
    target,
    standing: fold(ids.map(standingOf)),
    buckets: buckets(ids, card),
  }))
  return {
    version: version.version,
    validity,
    ...(version.stabilizedAt === undefined ? {} : { stabilizedAt: version.stabilizedAt }),
    standing: fold((version.targets.get(MAIN_TARGET) ?? []).map(standingOf)),
    targets,
    testcases: version.testcases.map((testcase) => ({
      testcase,
      ...(card.get(testcase.id) ?? { testcaseId: testcase.id, standing: 'MISS' }),
    })),
  }
}
