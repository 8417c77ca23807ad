import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import type { Buckets } from './compliance.ts'

/** Sorts testcases by their standing, each bucket in the given order. A testcase without entry is MISS. */
export function buckets(
  testcaseIds: readonly TestcaseId[],
  standings: ReadonlyMap<TestcaseId, { readonly standing: Standing }>,
): Buckets {
  const standingOf = (id: TestcaseId) => standings.get(id)?.standing ?? 'MISS'
  const those = (standing: Standing) => testcaseIds.filter((id) => standingOf(id) === standing)
  return { FAIL: those('FAIL'), MISS: those('MISS'), ABORT: those('ABORT'), PASS: those('PASS') }
}
