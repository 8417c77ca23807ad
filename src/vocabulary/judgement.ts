import type { AbortReason } from './abort-reason.ts'
import type { Finding } from './finding.ts'

/** At least one finding: a FAIL without one does not compile. */
export type Findings = readonly [Finding, ...Finding[]]

/**
 * What a testcase concluded. `examined` counts the objects that were looked at; `warnings` are doubts that do not
 * change the verdict (SHOULD clauses, spellings that are tolerated).
 */
export type Judgement =
  | { readonly verdict: 'PASS'; readonly examined: number; readonly warnings: readonly Finding[] }
  | {
      readonly verdict: 'FAIL'
      readonly examined: number
      readonly findings: Findings
      readonly warnings: readonly Finding[]
    }
  | { readonly verdict: 'ABORT'; readonly reason: AbortReason }
