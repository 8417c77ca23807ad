import type { ObservedFacts } from '#facts/facts.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { applyPlan, type FilledPlaceholder } from './apply-plan.ts'
import type { PlanStep } from './plan.ts'

/** Judges facts by the same testcases as of the same moment, every time. */
export type Judge = (facts: ObservedFacts) => ReadonlyMap<TestcaseId, Judgement>

/** What really happened when a plan was tried on a copy of the facts. */
export interface PlanVerification {
  /** Exactly the promised testcases turned green, and none became worse. */
  readonly isExact: boolean
  readonly turnedGreen: readonly TestcaseId[]
  /** Worse than before: no longer green, or failed where it was not finished. */
  readonly turnedRed: readonly TestcaseId[]
  /** Promised, and not green. */
  readonly notGreen: readonly TestcaseId[]
  /** Green, and not promised. */
  readonly unexpected: readonly TestcaseId[]
  /** Where a sample stands for what the operator fills in. */
  readonly filled: readonly FilledPlaceholder[]
}

/** Tries the steps on a copy of the facts, judges again, and compares with what the steps promise. */
export function verifyPlan(
  steps: readonly PlanStep[],
  { facts, at, judge, before = judge(facts) }: PlanTrial,
): PlanVerification {
  const applied = applyPlan(facts, steps, at)
  const after = judge(applied.facts)
  const promised = new Set(steps.flatMap(({ turnsGreen }) => turnsGreen))
  const ids = [...after.keys()].sort()
  const verdictsOf = (id: TestcaseId) => [before.get(id)?.verdict, after.get(id)?.verdict] as const
  const turnedGreen = ids.filter((id) => {
    const [then, now] = verdictsOf(id)
    return then !== 'PASS' && now === 'PASS'
  })
  const turnedRed = ids.filter((id) => {
    const [then, now] = verdictsOf(id)
    return (then === 'PASS' && now !== 'PASS') || (then === 'ABORT' && now === 'FAIL')
  })
  const notGreen = [...promised].filter((id) => !turnedGreen.includes(id)).sort()
  const unexpected = turnedGreen.filter((id) => !promised.has(id))
  const isExact = turnedRed.length + notGreen.length + unexpected.length === 0
  return { isExact, turnedGreen, turnedRed, notGreen, unexpected, filled: applied.filled }
}

export interface PlanTrial {
  readonly facts: ObservedFacts
  /** The moment of judgement; also the day on which an image that is to be provided counts as published. */
  readonly at: Date
  readonly judge: Judge
  /** The judgements of the facts as they are, if they are known already. */
  readonly before?: ReadonlyMap<TestcaseId, Judgement>
}
