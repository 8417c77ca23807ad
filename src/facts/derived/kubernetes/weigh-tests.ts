import type { ConformanceRun, ConformanceTest } from '#facts/kubernetes/conformance-run.ts'
import type { ToleratedFailure } from './tolerated-failures.ts'

/** What some of the tests of a run amount to. */
export interface WeighedTests {
  readonly passed: readonly ConformanceTest[]
  readonly failed: readonly ConformanceTest[]
  /** Failed, and not to be counted, with the entry that says so. */
  readonly tolerated: readonly { readonly test: ConformanceTest; readonly entry: ToleratedFailure }[]
  /** Neither passed nor failed, although they were begun. */
  readonly undecided: readonly ConformanceTest[]
  readonly skipped: readonly ConformanceTest[]
  /**
   * FAIL: something failed that is not tolerated. ABORT: nothing failed, and the run as a whole broke, or left a test
   * undecided, or nothing passed: there is no positive evidence. That every test was run is not said by a PASS.
   */
  readonly verdict: 'PASS' | 'FAIL' | 'ABORT'
}

/** Weighs tests of a run (scs-0201-v1): every test that was executed has to pass, apart from what is tolerated. */
export function weighTests(
  { problems, tests }: Pick<ConformanceRun, 'tests' | 'problems'>,
  toleranceFor: (testName: string) => ToleratedFailure | undefined,
): WeighedTests {
  const withStatus = (status: ConformanceTest['status']) => tests.filter((test) => test.status === status)
  const allFailed = withStatus('failed').map((test) => ({ test, entry: toleranceFor(test.name) }))
  const tolerated = allFailed.flatMap(({ entry, test }) => (entry === undefined ? [] : [{ test, entry }]))
  const failed = allFailed.flatMap(({ entry, test }) => (entry === undefined ? [test] : []))
  const [passed, undecided, skipped] = [withStatus('passed'), withStatus('unknown'), withStatus('skipped')]
  const isSound = problems.length === 0 && undecided.length === 0 && passed.length > 0
  return {
    passed,
    failed,
    tolerated,
    undecided,
    skipped,
    verdict: failed.length > 0 ? 'FAIL' : isSound ? 'PASS' : 'ABORT',
  }
}
