import type { Verdict } from '#vocabulary/verdict.ts'
import type { LostRun, RunDocument, RunResult } from './run-document.ts'

/** A testcase of a subject, then and now. `before` is null where there was no result. */
export interface Change {
  readonly subject: string
  readonly id: string
  readonly before: Verdict | null
  readonly now: RunResult
}

/** How a run differs from the one that it is measured by. Only testcases that count for the exit code are compared. */
export interface Comparison {
  /** Fails now, and did not then. */
  readonly newFailures: readonly Change[]
  /** Could not be determined now, though it passed then or was not known. */
  readonly newAborts: readonly Change[]
  /** Fails now as it did then. */
  readonly oldFailures: readonly Change[]
  /** Failed then, and passes now. */
  readonly mended: readonly Change[]
  /** Runs that brought no result now. */
  readonly lost: readonly LostRun[]
  /** Subjects that had a result then, and are not there now. */
  readonly missingSubjects: readonly string[]
  /** Testcases that counted and had a result then, and have none now, as `subject: testcase`. */
  readonly missingTestcases: readonly string[]
}

type Run = RunDocument | LostRun

/**
 * Compares runs with those that they are measured by, subject by subject. What nobody measured before and fails now is
 * a new failure. Of several runs against one subject, the last one counts.
 */
export function compareRuns(before: readonly Run[], now: readonly Run[]): Comparison {
  const earlier = bySubject(before)
  const later = bySubject(now)
  const changes = [...later.values()].flatMap((run) => changesOf(run, earlier.get(run.subject)))
  return {
    newFailures: changes.filter((one) => one.now.verdict === 'FAIL' && one.before !== 'FAIL'),
    newAborts: changes.filter((one) => one.now.verdict === 'ABORT' && (one.before === 'PASS' || one.before === null)),
    oldFailures: changes.filter((one) => one.now.verdict === 'FAIL' && one.before === 'FAIL'),
    mended: changes.filter((one) => one.now.verdict === 'PASS' && one.before === 'FAIL'),
    lost: [...later.values()].filter((run) => 'lost' in run),
    missingSubjects: [...earlier.keys()].filter((subject) => !later.has(subject)),
    missingTestcases: [...earlier.values()].flatMap((run) => missingOf(run, later.get(run.subject))),
  }
}

/** 1 if something fails newly, 2 if something that was known is not known any more, else 0. */
export function comparisonExitCode(comparison: Comparison): 0 | 1 | 2 {
  const { newFailures, newAborts, lost, missingSubjects, missingTestcases } = comparison
  if (newFailures.length > 0) return 1
  const isLess = [newAborts, lost, missingSubjects, missingTestcases].some((list) => list.length > 0)
  return isLess ? 2 : 0
}

function bySubject(runs: readonly Run[]): ReadonlyMap<string, Run> {
  return new Map(runs.map((run) => [run.subject, run]))
}

function changesOf(run: Run, earlier: Run | undefined): Change[] {
  const verdicts = new Map(decisiveResults(earlier).map(({ id, verdict }) => [id, verdict]))
  return decisiveResults(run).map((now) => ({
    subject: run.subject,
    id: now.id,
    before: verdicts.get(now.id) ?? null,
    now,
  }))
}

function missingOf(earlier: Run, later: Run | undefined): string[] {
  if (later === undefined || 'lost' in later) return []
  const there = new Set(later.testcases.map(({ id }) => id))
  return decisiveResults(earlier)
    .filter(({ id }) => !there.has(id))
    .map(({ id }) => `${earlier.subject}: ${id}`)
}

function decisiveResults(run: Run | undefined): readonly RunResult[] {
  return run === undefined || 'lost' in run ? [] : run.testcases.filter(({ decides }) => decides)
}
