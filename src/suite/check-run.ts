import type { EndpointIdentity } from '#clouds/openstack/endpoint-identity.ts'
import type { ObservedFacts } from '#facts/facts.ts'
import type { Scope } from '#scopes/scope.ts'
import type { Judgements } from '#testcases/judge-facts.ts'
import type { CodedError } from '#vocabulary/coded-error.ts'
import { isSubset } from '#vocabulary/is-subset.ts'
import type { Subject } from '#vocabulary/subject.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { CleanUp } from './finaliser.ts'
import type { Selection } from './select-testcases.ts'

/** Everything that one run against one subject brought to light. */
export interface CheckRun {
  readonly subject: Subject
  readonly scope: Scope
  /** The moment for which was judged: the start of the run. */
  readonly checkedAt: Date
  readonly finishedAt: Date
  readonly selection: Selection
  readonly facts: ObservedFacts
  readonly judgements: Judgements
  /** Why the cloud could not be asked at all; every testcase is then an ABORT with this reason. */
  readonly refusal?: CodedError
  /** What became of the things that the run created; absent if it could not create any. It changes no verdict. */
  readonly cleanUp?: CleanUp
  /** What was tested; null if it could not be reached. */
  readonly endpoint: EndpointIdentity | null
  /** How many API calls were made. */
  readonly callCount: number
}

/** ` (subset)` if one of these testcases passed with failures that are tolerated, else nothing. */
export function subsetRemark({ judgements }: Pick<CheckRun, 'judgements'>, ids: readonly TestcaseId[]): string {
  const hasSubset = ids.some((id) => {
    const judgement = judgements.get(id)
    return judgement?.verdict === 'PASS' && isSubset(judgement.warnings)
  })
  return hasSubset ? ' (subset)' : ''
}
