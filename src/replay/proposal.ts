import type { Facts } from '#facts/facts.ts'
import type { Finding, ObjectReference } from '#vocabulary/finding.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { PlanAction } from './plan.ts'

/** What one testcase wants done to one object. */
export interface Proposal {
  readonly object: ObjectReference
  readonly action: PlanAction
  readonly cautions: readonly string[]
}

/** No change can be proposed, and why; a sentence. */
export interface NoProposal {
  readonly object: ObjectReference
  readonly why: string
}

/** One finding of a failing testcase, with everything that was observed. */
export interface PlanQuestion {
  readonly testcaseId: TestcaseId
  readonly finding: Finding
  readonly facts: Partial<Facts>
  readonly at: Date
}

export type PlanAnswer = readonly Proposal[] | NoProposal

export function isProposed(answer: PlanAnswer): answer is readonly Proposal[] {
  return Array.isArray(answer)
}

export function propose(object: ObjectReference, action: PlanAction, ...cautions: readonly string[]): PlanAnswer {
  return [{ object, action, cautions }]
}
