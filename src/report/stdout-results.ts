import type { Verdict } from '#vocabulary/verdict.ts'

const RESULT_LINE = /^(?<testcaseId>.*\S)\s*:\s*(?<verdict>pass|abort|fail)\s*$/i

export interface StdoutResults {
  readonly results: ReadonlyMap<string, Verdict>
  /** Ids of lines that looked like results, but are not among the permissible ones; each once. */
  readonly dropped: readonly string[]
}

/**
 * Reads results from what a check program printed: lines `testcase: PASS`, `ABORT` or `FAIL` in any case. The text up to
 * the last colon is the id, the last line for an id wins, and every other line is no result. With an empty list of
 * permissible ids every id counts (report format of the SCS checker).
 */
export function readStdoutResults(lines: readonly string[], permissibleIds: readonly string[]): StdoutResults {
  const permissible = new Set(permissibleIds)
  const results = new Map<string, Verdict>()
  const dropped = new Set<string>()
  for (const line of lines) {
    const match = RESULT_LINE.exec(line)
    if (!match?.groups) continue
    const { testcaseId = '', verdict = '' } = match.groups
    if (permissible.size > 0 && !permissible.has(testcaseId)) dropped.add(testcaseId)
    else results.set(testcaseId, verdict.toUpperCase() as Verdict)
  }
  return { results, dropped: [...dropped] }
}
