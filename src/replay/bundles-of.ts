import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { PlanStep } from './plan.ts'

/**
 * The steps that belong together: a testcase turns green only when all steps that name it are done, so steps that share
 * a testcase, directly or through others, are one bundle. In the order of their first steps.
 */
export function bundlesOf(steps: readonly PlanStep[]): PlanStep[][] {
  const leaders = steps.map((_, index) => index)
  const leaderOf = (index: number): number => {
    let leader = index
    while (leaders[leader] !== leader) leader = leaders[leader] ?? leader
    leaders[index] = leader
    return leader
  }
  const firstWith = new Map<TestcaseId, number>()
  for (const [index, { turnsGreen }] of steps.entries()) {
    for (const id of turnsGreen) {
      const first = firstWith.get(id)
      if (first === undefined) firstWith.set(id, index)
      else leaders[Math.max(leaderOf(first), leaderOf(index))] = Math.min(leaderOf(first), leaderOf(index))
    }
  }
  const bundles = Map.groupBy(steps.keys(), leaderOf)
  return [...bundles.values()].map((indexes) => indexes.flatMap((index) => steps[index] ?? []))
}
