/** What a testcase can conclude. ABORT: it could not be determined (DNF in scs-0003-v2). */
export const VERDICTS = ['PASS', 'ABORT', 'FAIL'] as const
export type Verdict = (typeof VERDICTS)[number]

/** A verdict, or MISS where no valid result exists. Known to evaluation only; a report never holds a MISS. */
export type Standing = Verdict | 'MISS'

/** The order in which standings outweigh each other, weightiest first (scs-0003-v2, aggregation of a target). */
export const STANDINGS_BY_WEIGHT = ['FAIL', 'MISS', 'ABORT', 'PASS'] as const satisfies readonly Standing[]

/**
 * Folds the standings of several testcases into one: FAIL outweighs MISS outweighs ABORT outweighs PASS.
 * An empty list folds to PASS (scs-0003-v2); the scope loader refuses versions for which that could happen.
 */
export function fold(standings: Iterable<Standing>): Standing {
  const present = new Set(standings)
  return STANDINGS_BY_WEIGHT.find((standing) => present.has(standing)) ?? 'PASS'
}
