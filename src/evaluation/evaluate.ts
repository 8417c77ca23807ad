import { attention } from '#scopes/attention.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import type { Scope, TestcaseDefaults } from '#scopes/scope.ts'
import { versionsInForce } from '#scopes/versions-in-force.ts'
import { STANDINGS_BY_WEIGHT, type Standing } from '#vocabulary/verdict.ts'
import type { Compliance, DatedResult, TestcaseRow, VersionCompliance } from './compliance.ts'
import { evaluateVersion } from './evaluate-version.ts'

interface Question {
  readonly scope: Scope
  readonly defaults: TestcaseDefaults
  /** The results of one subject for this scope, in any order, superseded and expired ones included. */
  readonly results: readonly DatedResult[]
  /** The moment that is asked about; a past one gives what was true then. */
  readonly at: Date
  /** Whether versions that are drafts at that moment are evaluated, too; they are where this is absent. */
  readonly withDrafts?: boolean
}

/**
 * Evaluates a subject against every version of a scope that is in force at a moment (scs-0003-v2). Going from the newest
 * version to older ones and leaving out drafts, the first whose `main` is not FAIL is the one that is shown.
 */
export function evaluate({ scope, defaults, results, at, withDrafts = true }: Question): Compliance {
  const inForce = versionsInForce(scope, at).filter(({ validity }) => withDrafts || validity !== 'draft')
  const versions = inForce.map(({ version, validity }) =>
    evaluateVersion(resolveVersion(scope, version.version, defaults), validity, results, at),
  )
  const shown = versions.find(({ validity, standing }) => validity !== 'draft' && standing !== 'FAIL')
  return {
    scopeUuid: scope.uuid,
    scopeName: scope.name,
    at,
    versions,
    ...(shown && { shown }),
    standing: standingOf(versions, shown),
    hasData: versions.some(({ testcases }) => testcases.some(({ result }) => result !== undefined)),
    testcases: rowsOf(versions, new Set(attention(scope).keys())),
  }
}

function standingOf(versions: readonly VersionCompliance[], shown: VersionCompliance | undefined): Standing {
  if (shown) return shown.standing
  return versions.some(({ validity }) => validity !== 'draft') ? 'FAIL' : 'MISS'
}

/**
 * One row per testcase. Where versions give it different lifetimes, the newest version that is no draft decides what the
 * row shows.
 */
function rowsOf(versions: readonly VersionCompliance[], required: ReadonlySet<string>): TestcaseRow[] {
  const drafts = versions.filter(({ validity }) => validity === 'draft')
  const others = versions.filter(({ validity }) => validity !== 'draft')
  const entries = new Map([...drafts.toReversed(), ...others.toReversed()].flatMap(entriesOf))
  const inOrderOfScope = new Set(versions.flatMap(({ testcases }) => testcases.map(({ testcaseId }) => testcaseId)))
  const rows = [...inOrderOfScope].flatMap((id) => {
    const entry = entries.get(id)
    if (!entry) return []
    const { testcaseId, standing, result, lastDecisive } = entry
    const row: TestcaseRow = {
      testcaseId,
      standing,
      ...(result && { result }),
      ...(lastDecisive && { lastDecisive }),
      uses: versions.flatMap(({ version, testcases }) =>
        testcases
          .filter((candidate) => candidate.testcaseId === id)
          .map(({ testcase }) => ({ version, target: testcase.target })),
      ),
      isRequired: required.has(id),
    }
    return [row]
  })
  return rows.toSorted((a, b) => STANDINGS_BY_WEIGHT.indexOf(a.standing) - STANDINGS_BY_WEIGHT.indexOf(b.standing))
}

function entriesOf({ testcases }: VersionCompliance) {
  return testcases.map((entry) => [entry.testcaseId, entry] as const)
}
