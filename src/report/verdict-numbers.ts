import type { Verdict } from '#vocabulary/verdict.ts'

/** How reports write verdicts: 1 passed, 0 could not be determined, -1 failed (report format of the SCS checker). */
export const VERDICT_NUMBERS = { PASS: 1, ABORT: 0, FAIL: -1 } as const satisfies Record<Verdict, number>

/** The verdict of a number in a report; undefined for every value but 1, 0 and -1. */
export function verdictOfNumber(value: unknown): Verdict | undefined {
  if (value === 1) return 'PASS'
  if (value === 0) return 'ABORT'
  if (value === -1) return 'FAIL'
  return undefined
}
