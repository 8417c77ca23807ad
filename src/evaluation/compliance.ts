import type { Day, ResolvedTestcase, Target } from '#scopes/scope.ts'
import type { Validity } from '#scopes/validity.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Standing, Verdict } from '#vocabulary/verdict.ts'

/** A verdict for one testcase at a time, and the report that it stands in. Subject and scope are those being asked about. */
export interface DatedResult {
  readonly testcaseId: TestcaseId
  readonly verdict: Verdict
  readonly checkedAt: Date
  readonly reportUuid: string
}

/** A result with the instant up to which (exclusive) it counts under the lifetime of a scope version. */
export interface WeighedResult extends DatedResult {
  readonly expiresAt: Date
  readonly isExpired: boolean
}

/** What a subject's results say about one testcase. */
export interface ScorecardEntry {
  readonly testcaseId: TestcaseId
  /** The verdict of the result that counts, or MISS if there is none. */
  readonly standing: Standing
  /** The newest result that has not expired; absent for MISS. */
  readonly result?: WeighedResult
  /** Beside an ABORT or a MISS: the newest PASS or FAIL, even if it has expired. */
  readonly lastDecisive?: WeighedResult
}

/** A testcase within one scope version, with what the results say about it. */
export interface TestcaseCompliance extends ScorecardEntry {
  readonly testcase: ResolvedTestcase
}

/** The testcases of one standing each, in the order of the scope; all four keys are there. */
export type Buckets = Readonly<Record<Standing, readonly TestcaseId[]>>

export interface TargetCompliance {
  readonly target: Target
  readonly standing: Standing
  readonly buckets: Buckets
}

/** How a subject stands against one scope version. */
export interface VersionCompliance {
  readonly version: string
  readonly validity: Validity
  readonly stabilizedAt?: Day
  /** The standing of the target `main`, which decides. */
  readonly standing: Standing
  /** `main` first, then as the scope has them. */
  readonly targets: readonly TargetCompliance[]
  readonly testcases: readonly TestcaseCompliance[]
}

/** One row of a detail page: a testcase that at least one version in force uses. */
export interface TestcaseRow extends ScorecardEntry {
  /** Which version has the testcase in which target, newest version first. */
  readonly uses: readonly { readonly version: string; readonly target: Target }[]
  /** True if `main` of some stable version has it, so that its FAIL costs a certificate. */
  readonly isRequired: boolean
}

/** Evaluation of a subject against all versions of a scope that the timeline lists at the moment. */
export interface Compliance {
  readonly scopeUuid: string
  readonly scopeName: string
  readonly at: Date
  /** Newest first; drafts and listed deprecated versions included. */
  readonly versions: readonly VersionCompliance[]
  /** The newest version that is no draft and whose `main` is not FAIL; absent if there is none. */
  readonly shown?: VersionCompliance
  /**
   * The standing of `shown`; FAIL if every version in force fails; MISS if no version but drafts is in force.
   */
  readonly standing: Standing
  /** False if no testcase of any version in force has a result that counts. */
  readonly hasData: boolean
  /** One row per testcase: FAIL first, then MISS, ABORT, PASS; within these the order of the scope. */
  readonly testcases: readonly TestcaseRow[]
}
