import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { MAIN_TARGET, type Scope } from './scope.ts'

/**
 * For each testcase that decides about some stable version, how many stable versions have it in `main`. Testcases that
 * are not in the map cannot cost anybody a certificate.
 */
export function attention(scope: Scope): ReadonlyMap<TestcaseId, number> {
  const counts = new Map<TestcaseId, number>()
  const modules = new Map(scope.modules.map((module) => [module.id, module]))
  for (const version of scope.versions.filter(({ stabilizedAt }) => stabilizedAt !== undefined)) {
    const deciding = version.include.flatMap(({ moduleId }) => {
      const targets = modules.get(moduleId)?.targets ?? {}
      return Object.hasOwn(targets, MAIN_TARGET) ? (targets[MAIN_TARGET] ?? []) : []
    })
    for (const id of new Set(deciding)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}
