/** One pass of a run: which tests, and whether at the same time. */
export interface Pass {
  readonly name: string
  /** Regular expressions over the names of tests, as Ginkgo takes them. */
  readonly focus: string
  readonly skip: string
  readonly isParallel: boolean
}

const BOTH = '\\[Conformance\\]|NetworkPolicy'

/**
 * Two passes, so that nothing is lost: tests marked `[Serial]` cannot run beside others, and the conformance image leaves
 * them out of a parallel run. One run serves both testcases.
 */
export const PASSES: readonly Pass[] = [
  { name: 'parallel', focus: BOTH, skip: '\\[Serial\\]|\\[Disruptive\\]', isParallel: true },
  { name: 'serial', focus: `\\[Serial\\].*(${BOTH})|(${BOTH}).*\\[Serial\\]`, skip: '', isParallel: false },
]

/** A test that passes on its second attempt has passed. */
export const FLAKE_ATTEMPTS = 2

/** How many tests Hydrophone runs at the same time in the parallel pass. */
export const PARALLEL_TESTS = 4
