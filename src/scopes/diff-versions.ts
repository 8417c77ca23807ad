import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Module, ResolvedTestcase, ResolvedVersion, Target } from './scope.ts'

/** What an operator has to know who goes from one scope version to another. Lists are in the order of the versions. */
export interface VersionDifference {
  readonly modules: {
    readonly added: readonly Module[]
    readonly removed: readonly Module[]
    /** Modules of the same standard that take each other's place; `isMajor` if the standard has a new major version. */
    readonly replaced: readonly { readonly from: Module; readonly to: Module; readonly isMajor: boolean }[]
  }
  readonly testcases: {
    readonly added: readonly { readonly id: TestcaseId; readonly target: Target }[]
    readonly removed: readonly { readonly id: TestcaseId; readonly target: Target }[]
    /** In both, but in different targets. */
    readonly moved: readonly { readonly id: TestcaseId; readonly from: Target; readonly to: Target }[]
    /** In both, but results live for different times. */
    readonly lifetimeChanged: readonly { readonly id: TestcaseId; readonly from: Lifetime; readonly to: Lifetime }[]
    /** In both, but with other pinned parameters, such as another list of images. */
    readonly parametersChanged: readonly TestcaseId[]
  }
}

/** Compares two resolved versions of a scope. */
export function diffVersions(from: ResolvedVersion, to: ResolvedVersion): VersionDifference {
  const gone = from.modules.filter((module) => !to.modules.some(({ id }) => id === module.id))
  const come = to.modules.filter((module) => !from.modules.some(({ id }) => id === module.id))
  const replaced = pairByStandard(gone, come)
  const before = new Map(from.testcases.map((testcase) => [testcase.id, testcase]))
  const after = new Map(to.testcases.map((testcase) => [testcase.id, testcase]))
  const both = to.testcases.flatMap((next) => {
    const old = before.get(next.id)
    return old ? [{ old, next }] : []
  })
  return {
    modules: {
      added: come.filter((module) => !replaced.some((pair) => pair.to === module)),
      removed: gone.filter((module) => !replaced.some((pair) => pair.from === module)),
      replaced,
    },
    testcases: {
      added: to.testcases.filter(({ id }) => !before.has(id)).map(idAndTarget),
      removed: from.testcases.filter(({ id }) => !after.has(id)).map(idAndTarget),
      moved: both
        .filter(({ old, next }) => old.target !== next.target)
        .map(({ old, next }) => ({ id: old.id, from: old.target, to: next.target })),
      lifetimeChanged: both
        .filter(({ old, next }) => old.lifetime !== next.lifetime)
        .map(({ old, next }) => ({ id: old.id, from: old.lifetime, to: next.lifetime })),
      parametersChanged: both.filter(({ old, next }) => !haveSameParameters(old, next)).map(({ old }) => old.id),
    },
  }
}

/** The standard and its major version in a module id such as `scs-0104-v1-2-rec`, and what is left. */
const MODULE_ID = /^(?<standard>scs-\d{4})-v(?<major>\d+)(?:[.-]\d+)?(?<part>-[a-z]+)?$/

function pairByStandard(gone: readonly Module[], come: readonly Module[]): VersionDifference['modules']['replaced'] {
  const free = new Set(come)
  return gone.flatMap((from) => {
    const old = MODULE_ID.exec(from.id)?.groups
    const to = [...free].find((candidate) => {
      const groups = MODULE_ID.exec(candidate.id)?.groups
      return old && groups && groups.standard === old.standard && groups.part === old.part
    })
    if (!to) return []
    free.delete(to)
    return [{ from, to, isMajor: MODULE_ID.exec(to.id)?.groups?.major !== old?.major }]
  })
}

function idAndTarget({ id, target }: ResolvedTestcase): { id: TestcaseId; target: Target } {
  return { id, target }
}

function haveSameParameters(a: ResolvedTestcase, b: ResolvedTestcase): boolean {
  const names = new Set([...Object.keys(a.parameters), ...Object.keys(b.parameters)])
  return [...names].every((name) => a.parameters[name] === b.parameters[name])
}
