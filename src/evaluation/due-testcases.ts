import { resolveVersion } from '#scopes/resolve-version.ts'
import type { Scope, Target, TestcaseDefaults } from '#scopes/scope.ts'
import { versionsInForce } from '#scopes/versions-in-force.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { DatedResult } from './compliance.ts'
import { scorecard } from './scorecard.ts'

/** A testcase that is to be run again. */
export interface DueTestcase {
  readonly testcaseId: TestcaseId
  readonly reason: 'missing' | 'expires'
  /** When the result that counts expires; with lifetimes that differ between versions, the earliest. Absent if missing. */
  readonly expiresAt?: Date
  readonly verdict?: Verdict
  /** True if only a person can judge it. */
  readonly isManual: boolean
  /** The versions for which it is due, newest first. */
  readonly uses: readonly { readonly version: string; readonly target: Target }[]
}

interface Question {
  readonly scope: Scope
  readonly defaults: TestcaseDefaults
  /** The results of one subject for this scope, in any order. */
  readonly results: readonly DatedResult[]
  readonly at: Date
  /** Results that expire within so many milliseconds are due as well. */
  readonly withinMs: number
}

/**
 * The testcases of the versions in force (drafts included, deprecated ones not) that have no result that counts, or one
 * that no longer counts at the end of the span; in the order of the scope.
 */
export function dueTestcases({ scope, defaults, results, at, withinMs }: Question): DueTestcase[] {
  const end = at.getTime() + withinMs
  const due = new Map<TestcaseId, DueTestcase>()
  for (const { version, validity } of versionsInForce(scope, at)) {
    if (validity === 'deprecated') continue
    const { testcases } = resolveVersion(scope, version.version, defaults)
    const card = scorecard(testcases, results, at)
    for (const { id, target, section } of testcases) {
      const result = card.get(id)?.result
      if (result && result.expiresAt.getTime() > end) continue
      const other = due.get(id)
      const expiry = earlier(other?.expiresAt, result?.expiresAt)
      const isMissing = result === undefined || other?.reason === 'missing'
      due.set(id, {
        testcaseId: id,
        reason: isMissing ? 'missing' : 'expires',
        ...(!isMissing && expiry && { expiresAt: expiry }),
        ...(!isMissing && result && { verdict: result.verdict }),
        isManual: section === null,
        uses: [...(other?.uses ?? []), { version: version.version, target }],
      })
    }
  }
  return [...due.values()]
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (!a || !b) return a ?? b
  return a < b ? a : b
}
