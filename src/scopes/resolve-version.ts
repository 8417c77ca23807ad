import { CodedError } from '#vocabulary/coded-error.ts'
import { DEFAULT_LIFETIME } from '#vocabulary/lifetime.ts'
import type { Section } from '#vocabulary/section.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import {
  type Include,
  MAIN_TARGET,
  type Module,
  type ResolvedTestcase,
  type ResolvedVersion,
  type Scope,
  type ScopeVersion,
  type Target,
  type TestcaseDefault,
  type TestcaseDefaults,
} from './scope.ts'

/** What was looked up before: scopes and defaults never change, and an overview resolves the same few versions for everybody. */
const resolved = new WeakMap<Scope, WeakMap<TestcaseDefaults, Map<string, ResolvedVersion>>>()

/**
 * Looks up everything that a version includes. Lifetime and section of a testcase are what the version says, else what
 * the scope file declares, else what the testcase itself says, else `week` and `light`.
 *
 * @throws CodedError SCOPE_VERSION_UNKNOWN
 */
export function resolveVersion(scope: Scope, version: string, defaults: TestcaseDefaults): ResolvedVersion {
  const ofScope = resolved.get(scope) ?? new WeakMap<TestcaseDefaults, Map<string, ResolvedVersion>>()
  resolved.set(scope, ofScope)
  const ofDefaults = ofScope.get(defaults) ?? new Map<string, ResolvedVersion>()
  ofScope.set(defaults, ofDefaults)
  const known = ofDefaults.get(version) ?? lookUp(scope, version, defaults)
  ofDefaults.set(version, known)
  return known
}

function lookUp(scope: Scope, version: string, defaults: TestcaseDefaults): ResolvedVersion {
  const found = scope.versions.find((candidate) => candidate.version === version)
  if (!found) {
    const known = scope.versions.map((candidate) => candidate.version).join(', ')
    throw new CodedError('SCOPE_VERSION_UNKNOWN', `${scope.name} has no version ${version}; it has ${known}.`)
  }
  const shares = found.include.flatMap((include) => {
    const module = scope.modules.find((candidate) => candidate.id === include.moduleId)
    return module ? [{ include, module }] : []
  })
  const testcases = shares.flatMap(({ include, module }) => resolveModule(scope, found, include, module, defaults))
  return {
    version: found.version,
    ...(found.stabilizedAt === undefined ? {} : { stabilizedAt: found.stabilizedAt }),
    modules: shares.map(({ module }) => module),
    testcases,
    targets: byTarget(testcases),
  }
}

function resolveModule(
  scope: Scope,
  version: ScopeVersion,
  include: Include,
  module: Module,
  defaults: TestcaseDefaults,
): ResolvedTestcase[] {
  return Object.entries(module.targets).flatMap(([target, ids]) =>
    ids.map((id) => {
      const override = version.overrides.find((candidate) => candidate.testcaseId === id)
      const declared = scope.declaredTestcases.find((candidate) => candidate.id === id)
      const own = defaults.get(id)
      return {
        id,
        target,
        moduleId: module.id,
        lifetime: override?.lifetime ?? declared?.lifetime ?? own?.lifetime ?? DEFAULT_LIFETIME,
        section: override?.section ?? declared?.section ?? sectionByDefault(own, declared?.isManual ?? false),
        parameters: include.parameters,
      }
    }),
  )
}

function sectionByDefault(own: TestcaseDefault | undefined, isManual: boolean): Section | null {
  if (own) return own.section ?? null
  return isManual ? null : 'light'
}

function byTarget(testcases: readonly ResolvedTestcase[]): ReadonlyMap<Target, readonly TestcaseId[]> {
  const targets = new Map<Target, TestcaseId[]>([[MAIN_TARGET, []]])
  for (const { id, target } of testcases) targets.set(target, [...(targets.get(target) ?? []), id])
  return targets
}
