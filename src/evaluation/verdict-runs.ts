import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { STANDINGS_BY_WEIGHT, type Verdict } from '#vocabulary/verdict.ts'
import type { DatedResult } from './compliance.ts'
import { expiresAt } from './expires-at.ts'

/** A result of one testcase, as far as runs need it. */
export type RunResult = Omit<DatedResult, 'testcaseId'>

/** The report that a run begins or ends with. */
interface RunEnd {
  readonly checkedAt: Date
  readonly reportUuid: string
}

/**
 * Results of one testcase that follow each other with the same verdict, so closely that none of them expires before the
 * next under any lifetime. First and last say everything that a history needs.
 */
export interface VerdictRun {
  readonly verdict: Verdict
  readonly first: RunEnd
  readonly last: RunEnd
}

/** A result's neighbour in time, and the run that it belongs to. */
export interface Neighbour {
  readonly result: RunResult
  readonly run: VerdictRun
}

/** Whether the later result carries on the run of the earlier one: `day` is the shortest lifetime. */
export function continuesRun(earlier: RunResult, later: RunResult): boolean {
  return earlier.verdict === later.verdict && later.checkedAt < expiresAt(earlier.checkedAt, 'day')
}

/** Which of two results of one instant counts: the weightier, so that nobody gains by sending two; then by uuid. */
export function isWeightier(a: RunResult, b: RunResult): boolean {
  const difference = STANDINGS_BY_WEIGHT.indexOf(a.verdict) - STANDINGS_BY_WEIGHT.indexOf(b.verdict)
  return difference < 0 || (difference === 0 && a.reportUuid < b.reportUuid)
}

/**
 * Puts one result between its neighbours: the runs that take the place of those of `before`, of the result that it
 * replaces, and of `after`. A late result may split a run or join two.
 */
export function placeResult(
  result: RunResult,
  { before, after }: { readonly before?: Neighbour | undefined; readonly after?: Neighbour | undefined },
): VerdictRun[] {
  const own = endOf(result)
  const runs: VerdictRun[] = [{ verdict: result.verdict, first: own, last: own }]
  if (before) {
    const left = { ...before.run, last: endOf(before.result) }
    runs.splice(0, 1, ...(continuesRun(before.result, result) ? [{ ...left, last: own }] : [left, ...runs]))
  }
  if (after) {
    const right = { ...after.run, first: endOf(after.result) }
    const previous = runs.pop()
    if (previous && continuesRun(result, after.result)) runs.push({ ...previous, last: right.last })
    else runs.push(...(previous ? [previous] : []), right)
  }
  return runs
}

/** The runs of one testcase from all its results, in any order. */
export function runsOf(results: readonly RunResult[]): VerdictRun[] {
  const runs: VerdictRun[] = []
  let previous: RunResult | undefined
  for (const result of onePerInstant(results)) {
    const run = runs.at(-1)
    if (previous && run && continuesRun(previous, result)) runs[runs.length - 1] = { ...run, last: endOf(result) }
    else runs.push({ verdict: result.verdict, first: endOf(result), last: endOf(result) })
    previous = result
  }
  return runs
}

/** Results that bring about the same standing at every instant as all those of the run. */
export function resultsOfRun(testcaseId: TestcaseId, { verdict, first, last }: VerdictRun): DatedResult[] {
  const ends = first.checkedAt.getTime() === last.checkedAt.getTime() ? [last] : [first, last]
  return ends.map((end) => ({ testcaseId, verdict, ...end }))
}

function onePerInstant(results: readonly RunResult[]): RunResult[] {
  const byInstant = new Map<number, RunResult>()
  for (const result of results) {
    const other = byInstant.get(result.checkedAt.getTime())
    if (!other || isWeightier(result, other)) byInstant.set(result.checkedAt.getTime(), result)
  }
  return [...byInstant.values()].toSorted((a, b) => a.checkedAt.getTime() - b.checkedAt.getTime())
}

function endOf({ checkedAt, reportUuid }: RunResult): RunEnd {
  return { checkedAt, reportUuid }
}
