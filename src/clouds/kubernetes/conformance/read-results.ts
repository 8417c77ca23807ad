import type { ConformanceTest } from '#facts/kubernetes/conformance-run.ts'

/** What one file of results says; each reader fills what its kind of file can tell. */
export interface ReadResults {
  readonly tests: readonly ConformanceTest[]
  readonly problems: readonly string[]
  readonly isDryRun: boolean
  /** ISO 8601, UTC. */
  readonly startedAt: string | null
  readonly kubernetesVersion: string | null
  /** How many tests were executed, of whatever kind; null where the file does not tell. */
  readonly executedCount: number | null
}

/** What a file tells that says nothing. */
export const NOTHING_READ: ReadResults = {
  tests: [],
  problems: [],
  isDryRun: false,
  startedAt: null,
  kubernetesVersion: null,
  executedCount: null,
}

/** What every spec of Ginkgo is marked with; the other entries of a suite are its set-up, clean-up and reports. */
const SPEC_PREFIX = '[It] '

const SUITE_NODE = /^\[(?:(?:Synchronized|Report)?(?:Before|After)Suite|DeferCleanup \(Suite\))\]/

/** The name of a test as upstream lists it; undefined for set-up, clean-up and reports of the suite. */
export function testNameOf(name: string): string | undefined {
  if (name.startsWith(SPEC_PREFIX)) return name.slice(SPEC_PREFIX.length)
  return SUITE_NODE.test(name) ? undefined : name
}

/** Whether a test counts for one of the testcases: all others are left out of the facts. */
export function isRelevant(testName: string): boolean {
  return testName.includes('[Conformance]') || testName.includes('NetworkPolicy')
}
