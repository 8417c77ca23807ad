import type { Verdict } from '#vocabulary/verdict.ts'

/** The exit code of a run: 1 if a decisive testcase failed, 2 if one aborted and none failed, else 0. */
export function outcomeOf(verdicts: Iterable<Verdict>): 0 | 1 | 2 {
  const present = new Set(verdicts)
  if (present.has('FAIL')) return 1
  return present.has('ABORT') ? 2 : 0
}
