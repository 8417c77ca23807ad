import type { AbortReason } from '#vocabulary/abort-reason.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Findings, Judgement } from '#vocabulary/judgement.ts'

interface Conclusion {
  /** How many objects were looked at. */
  readonly examined: number
  /** What is wrong; empty if nothing is. */
  readonly findings: readonly Finding[]
  /** Doubts that do not change the verdict. */
  readonly warnings?: readonly Finding[]
  /** The verdict if there was nothing to look at; FAIL needs the finding that says so. */
  readonly whenNone: 'PASS' | { readonly fail: Finding } | { readonly abort: AbortReason }
}

/** Turns findings into a judgement: FAIL if there are any, else PASS, else what the author says that emptiness means. */
export function conclude({ examined, findings, warnings = [], whenNone }: Conclusion): Judgement {
  if (isNotEmpty(findings)) return { verdict: 'FAIL', examined, findings, warnings }
  if (examined > 0 || whenNone === 'PASS') return { verdict: 'PASS', examined, warnings }
  if ('abort' in whenNone) return undecided(whenNone.abort)
  return { verdict: 'FAIL', examined, findings: [whenNone.fail], warnings }
}

/** The question cannot be decided from what was observed. */
export function undecided(reason: AbortReason): Judgement {
  return { verdict: 'ABORT', reason }
}

function isNotEmpty(findings: readonly Finding[]): findings is Findings {
  return findings.length > 0
}
