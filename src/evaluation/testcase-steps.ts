import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import type { DatedResult } from './compliance.ts'
import { expiresAt } from './expires-at.ts'
import { isWeightier } from './verdict-runs.ts'

/** A result with the instant from which on it was known, where that matters. */
export interface KnownResult extends DatedResult {
  /** Absent: from the moment of the check on. */
  readonly knownFrom?: Date
}

/** From an instant on (milliseconds, −∞ for the first) a testcase has this standing, until the next step. */
export interface TestcaseStep {
  readonly from: number
  readonly standing: Standing
  /** Why: a result came, the one that counted expired, or there never was one. */
  readonly reason: 'no result' | 'result' | 'expiry'
  /** The report whose result began or expired. */
  readonly reportUuid?: string
}

/**
 * How the standing of one testcase changes over time: at each instant the newest result known counts, until it expires
 * (scs-0003-v2). Steps of equal standing are one.
 */
export function testcaseSteps(lifetime: Lifetime, results: readonly KnownResult[]): TestcaseStep[] {
  const steps: TestcaseStep[] = [{ from: Number.NEGATIVE_INFINITY, standing: 'MISS', reason: 'no result' }]
  const push = (step: TestcaseStep) => {
    if (steps.at(-1)?.standing !== step.standing) steps.push(step)
  }
  const arrivals = results.map((result) => ({ result, from: countsFrom(result) })).toSorted((a, b) => a.from - b.from)
  let counting: KnownResult | undefined
  for (const [index, { result, from }] of arrivals.entries()) {
    if (!counting || supersedes(result, counting)) counting = result
    const next = arrivals[index + 1]?.from ?? Number.POSITIVE_INFINITY
    if (next === from) continue
    const { verdict, reportUuid, checkedAt } = counting
    const expiry = expiresAt(checkedAt, lifetime).getTime()
    if (expiry > from) push({ from, standing: verdict, reason: 'result', reportUuid })
    if (expiry < next) push({ from: Math.max(expiry, from), standing: 'MISS', reason: 'expiry', reportUuid })
  }
  return steps
}

function countsFrom({ checkedAt, knownFrom }: KnownResult): number {
  return Math.max(checkedAt.getTime(), knownFrom?.getTime() ?? 0)
}

function supersedes(result: DatedResult, other: DatedResult): boolean {
  const difference = result.checkedAt.getTime() - other.checkedAt.getTime()
  return difference > 0 || (difference === 0 && isWeightier(result, other))
}
