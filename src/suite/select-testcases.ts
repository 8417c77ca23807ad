import { resolveVersion } from '#scopes/resolve-version.ts'
import { MAIN_TARGET, type ResolvedVersion, type Scope, type TestcaseDefaults } from '#scopes/scope.ts'
import type { Validity } from '#scopes/validity.ts'
import { validityAt } from '#scopes/validity-at.ts'
import type { AutomatedTestcase, Testcase } from '#testcases/define-testcase.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { nearestNames } from '#vocabulary/nearest-names.ts'
import type { Section } from '#vocabulary/section.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { matchesPattern } from './matches-pattern.ts'

export interface SelectionRequest {
  readonly scope: Scope
  readonly at: Date
  /** Every testcase of this release. */
  readonly testcases: readonly Testcase[]
  /** Only these scope versions; empty: those in force (effective, warn, and drafts). */
  readonly versions: readonly string[]
  /** Ids or patterns with `*` and `?`; empty: all that the versions have. */
  readonly patterns: readonly string[]
  /** Only these sections; empty: all. */
  readonly sections: readonly Section[]
}

export interface SelectedVersion {
  readonly resolved: ResolvedVersion
  readonly validity: Validity
  /** Whether its target `main` decides about the exit code. */
  readonly decides: boolean
}

/** What a run will do. Made before the cloud is asked anything. */
export interface Selection {
  readonly versions: readonly SelectedVersion[]
  /** In the order of their ids. */
  readonly testcases: readonly AutomatedTestcase[]
  /** Those that decide about the exit code; the others are run and shown. */
  readonly decisive: ReadonlySet<TestcaseId>
  /** Testcases of the versions that only a person can judge. */
  readonly judgedByPerson: readonly TestcaseId[]
  /** Testcases of the versions that this release does not have yet: they stay without a result. */
  readonly notInThisRelease: readonly TestcaseId[]
}

/**
 * Chooses versions and testcases. Without wishes: the versions effective or warn on the day decide by their target
 * `main`; drafts and other targets run, too. With patterns, every testcase of the release can be chosen and all chosen
 * ones decide. Throws SUITE_SCOPE_VERSION_UNKNOWN, SUITE_TESTCASE_UNKNOWN, SUITE_NOTHING_SELECTED.
 */
export function selectTestcases(request: SelectionRequest): Selection {
  const versions = selectVersions(request)
  const known = new Map(request.testcases.map((testcase) => [testcase.id, testcase]))
  const inVersions = new Set(versions.flatMap(({ resolved }) => resolved.testcases.map((testcase) => testcase.id)))
  const candidates = candidateIds(request, inVersions, [...known.keys()])
  const chosen = candidates.flatMap((id) => known.get(id) ?? []).filter(isAutomated)
  const testcases = chosen
    .filter(({ section }) => request.sections.length === 0 || request.sections.includes(section))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  if (testcases.length === 0) {
    throw new CodedError('SUITE_NOTHING_SELECTED', 'No testcase that the program can judge is selected.')
  }
  return {
    versions,
    testcases,
    decisive: decisiveIds(request, versions, testcases),
    judgedByPerson: candidates.filter((id) => known.get(id)?.judgedBy === 'person'),
    notInThisRelease: candidates.filter((id) => !known.has(id)),
  }
}

/** What the testcases say about themselves, for resolving scope versions. */
export function testcaseDefaults(testcases: readonly Testcase[]): TestcaseDefaults {
  return new Map(
    testcases.map((testcase) => [
      testcase.id,
      {
        ...(testcase.lifetime && { lifetime: testcase.lifetime }),
        ...(testcase.judgedBy === 'program' && { section: testcase.section }),
      },
    ]),
  )
}

function selectVersions({ scope, at, versions, testcases }: SelectionRequest): SelectedVersion[] {
  const names = scope.versions.map(({ version }) => version)
  for (const wanted of versions) {
    if (names.includes(wanted)) continue
    throw new CodedError(
      'SUITE_SCOPE_VERSION_UNKNOWN',
      `${scope.name} has no version “${wanted}”; it has ${names.join(', ')}.`,
    )
  }
  const isAskedFor = versions.length > 0
  const defaults = testcaseDefaults(testcases)
  return names.flatMap((name) => {
    const { validity } = validityAt(scope, name, at)
    const isSelected = isAskedFor ? versions.includes(name) : validity !== 'deprecated'
    if (!isSelected) return []
    const decides = isAskedFor || validity === 'effective' || validity === 'warn'
    return [{ resolved: resolveVersion(scope, name, defaults), validity, decides }]
  })
}

function candidateIds(request: SelectionRequest, inVersions: ReadonlySet<TestcaseId>, all: TestcaseId[]): TestcaseId[] {
  const { patterns, versions } = request
  if (patterns.length === 0) return [...inVersions].sort()
  const pool = versions.length > 0 ? [...inVersions] : [...new Set([...all, ...inVersions])]
  for (const pattern of patterns) {
    if (pool.some((id) => matchesPattern(id, pattern))) continue
    const near = nearestNames(pattern, pool)
    throw new CodedError('SUITE_TESTCASE_UNKNOWN', `No testcase matches “${pattern}”.`, {
      remedy: `${near.length > 0 ? `Did you mean ${near.join(', ')}? ` : ''}List them with \`siegel list iaas\`.`,
    })
  }
  return pool.filter((id) => patterns.some((pattern) => matchesPattern(id, pattern))).sort()
}

function decisiveIds(
  { patterns }: SelectionRequest,
  versions: readonly SelectedVersion[],
  testcases: readonly AutomatedTestcase[],
): Set<TestcaseId> {
  if (patterns.length > 0) return new Set(testcases.map(({ id }) => id))
  const selected = new Set(testcases.map(({ id }) => id))
  const required = versions
    .filter(({ decides }) => decides)
    .flatMap(({ resolved }) => resolved.targets.get(MAIN_TARGET) ?? [])
  return new Set(required.filter((id) => selected.has(id)))
}

function isAutomated(testcase: Testcase): testcase is AutomatedTestcase {
  return testcase.judgedBy === 'program'
}
