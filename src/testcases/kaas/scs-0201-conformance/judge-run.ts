import { branchOf, parseKubernetesVersion } from '#facts/derived/kubernetes/kubernetes-version.ts'
import { toleranceOf } from '#facts/derived/kubernetes/tolerated-failures.ts'
import { type WeighedTests, weighTests } from '#facts/derived/kubernetes/weigh-tests.ts'
import type { Facts } from '#facts/facts.ts'
import type { ConformanceTest } from '#facts/kubernetes/conformance-run.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import { TOLERATED_FAILURES } from './tolerated-failures.ts'

type Data = Pick<Facts, 'conformanceRun' | 'kubernetesVersion' | 'networkPlugins'>

interface Rules {
  /** Whether a test belongs to the testcase. */
  readonly isWanted: (test: ConformanceTest) => boolean
  /** Names of tests that should have been executed and were not, given what was. */
  readonly missing: (weighed: WeighedTests) => readonly string[]
  /** One phrase for the tests, as in `no test of network policies was run`. */
  readonly what: string
}

/** A report dates its results by its own day, so that older ones would count for longer than they may. */
const OLDEST_DAYS = 31
const DAY_MS = 86_400_000
const MOST_NAMED = 3

/**
 * Judges the tests of one run: results have to be of this branch and recent; what failed fails; and without every wanted
 * test having been executed there is no PASS.
 */
export function judgeRun(data: Data, at: Date, { isWanted, missing, what }: Rules): Judgement {
  const { conformanceRun: run, kubernetesVersion, networkPlugins } = data
  const version = parseKubernetesVersion(kubernetesVersion.gitVersion)
  if (version === undefined) return inconclusive(`the version “${kubernetesVersion.gitVersion}” cannot be read`)
  const branch = branchOf(version)
  const mismatch = mismatchOf(run, branch, at)
  if (mismatch !== undefined) return inconclusive(mismatch)
  const toleranceFor = (name: string) => toleranceOf(name, TOLERATED_FAILURES, { branch, networkPlugins, at })
  const weighed = weighTests({ ...run, tests: run.tests.filter(isWanted) }, toleranceFor)
  const about = (name: string) => ({ kind: 'test', name }) as const
  const findings = weighed.failed.map(({ name }): Finding => ({ code: 'test-failed', about: about(name) }))
  const warnings: Finding[] = [
    ...weighed.tolerated.map(
      ({ entry, test }): Finding => ({
        code: 'test-failure-tolerated',
        about: about(test.name),
        found: entry.reason,
      }),
    ),
    ...weighed.passed
      .filter(({ isRetried }) => isRetried)
      .map(({ name }): Finding => ({ code: 'test-passed-on-retry', about: about(name) })),
    ...(run.kubernetesVersion === null
      ? [{ code: 'results-without-version', about: { kind: 'cluster', name: kubernetesVersion.gitVersion } } as const]
      : []),
  ]
  const examined = weighed.passed.length + weighed.failed.length + weighed.tolerated.length
  if (weighed.verdict !== 'FAIL') {
    const gap = gapIn(data, weighed, missing(weighed), what)
    if (gap !== undefined) return inconclusive(gap)
  }
  return conclude({ examined, findings, warnings, whenNone: { abort: reasonFor(`no test of ${what} was run`) } })
}

function mismatchOf(run: Data['conformanceRun'], branch: string, at: Date): string | undefined {
  if (run.isDryRun) return 'the tests were only listed and not run (dry run)'
  const tested = run.kubernetesVersion === null ? undefined : parseKubernetesVersion(run.kubernetesVersion)
  if (run.kubernetesVersion !== null && (tested === undefined || branchOf(tested) !== branch)) {
    return `the results are of Kubernetes ${run.kubernetesVersion}, and the cluster has ${branch}`
  }
  if (run.startedAt === null) {
    const [problem] = run.problems
    return problem === undefined
      ? 'the results do not say when the tests were run'
      : `the run was not sound: ${problem}`
  }
  const days = (at.getTime() - Date.parse(run.startedAt)) / DAY_MS
  if (days < -1) return `the tests were run in the future, on ${run.startedAt}`
  if (days > OLDEST_DAYS) return `the tests were run on ${run.startedAt}, more than ${OLDEST_DAYS} days ago`
  return undefined
}

/** Why nothing of this shows that the tests pass. */
function gapIn(
  { conformanceRun: { problems } }: Data,
  { passed, undecided: open, verdict }: WeighedTests,
  missing: readonly string[],
  what: string,
): string | undefined {
  const [problem] = problems
  if (problem !== undefined) return `the run was not sound: ${problem}`
  const [first] = open
  if (first !== undefined) return `${open.length} tests neither passed nor failed, such as “${first.name}”`
  if (passed.length === 0 || verdict === 'ABORT') return `no test of ${what} has passed`
  if (missing.length === 0) return undefined
  const named = missing.slice(0, MOST_NAMED).map((name) => `“${name}”`)
  return `the run is not complete: ${missing.length} tests of ${what} were not run, such as ${named.join(', ')}`
}

function reasonFor(detail: string) {
  return { class: 'inconclusive', detail } as const
}

function inconclusive(detail: string): Judgement {
  return undecided(reasonFor(detail))
}
