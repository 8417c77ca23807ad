import { diffVersions } from './diff-versions.ts'
import { resolveVersion } from './resolve-version.ts'
import type { Scope, ScopeVersion, TestcaseDefaults } from './scope.ts'

/** A stable version that is no longer what it was. */
export interface StableChange {
  readonly version: string
  /** One plain sentence in English. */
  readonly problem: string
}

/**
 * What a new state of a scope file changes although it was stable: testcases, targets, lifetimes and pinned parameters
 * of stable versions must stay the same; a regrouping into other modules with the same testcases may happen
 * (scs-0003-v1). The day of stabilisation must stay, too. Timeline entries that had begun by `at` must stay as they were,
 * or go as a whole when they are pruned; so may stable versions that no remaining entry names.
 */
export function findStableChanges(before: Scope, after: Scope, defaults: TestcaseDefaults, at: Date): StableChange[] {
  const stable = before.versions.filter(({ stabilizedAt }) => stabilizedAt !== undefined)
  return [
    ...stable.flatMap((version) => changesOf(version, before, after, defaults)),
    ...rewrittenHistory(before, after, at),
  ]
}

function changesOf(old: ScopeVersion, before: Scope, after: Scope, defaults: TestcaseDefaults): StableChange[] {
  const { version } = old
  const now = after.versions.find((candidate) => candidate.version === version)
  // The file's own checks see to it that no timeline entry names a version that is gone.
  if (!now) return []
  const problems: string[] = []
  if (now.stabilizedAt !== old.stabilizedAt) {
    problems.push(`its day of stabilisation went from ${old.stabilizedAt} to ${now.stabilizedAt ?? 'none'}`)
  }
  const from = resolveVersion(before, version, defaults)
  const to = resolveVersion(after, version, defaults)
  const { added, removed, moved, lifetimeChanged, parametersChanged } = diffVersions(from, to).testcases
  problems.push(
    ...added.map(({ id }) => `${id} was added`),
    ...removed.map(({ id }) => `${id} was removed`),
    ...moved.map((move) => `${move.id} was moved from ${move.from} to ${move.to}`),
    ...lifetimeChanged.map((change) => `the lifetime of ${change.id} went from ${change.from} to ${change.to}`),
    ...parametersChanged.map((id) => `${id} got other parameters`),
  )
  return problems.map((problem) => ({ version, problem }))
}

function rewrittenHistory(before: Scope, after: Scope, at: Date): StableChange[] {
  const day = at.toISOString().slice(0, 10)
  return before.timeline
    .filter((entry) => entry.date <= day)
    .flatMap((entry) => {
      const now = after.timeline.find((candidate) => candidate.date === entry.date)
      if (!now) return []
      const [was, is] = [new Map(Object.entries(entry.versions)), new Map(Object.entries(now.versions))]
      return [...new Set([...was.keys(), ...is.keys()])]
        .filter((name) => was.get(name) !== is.get(name))
        .map((version) => {
          const [oldWord, newWord] = [was.get(version) ?? 'not listed', is.get(version) ?? 'not listed']
          return { version, problem: `on ${entry.date} it was ${oldWord} and is now said to have been ${newWord}` }
        })
    })
}
