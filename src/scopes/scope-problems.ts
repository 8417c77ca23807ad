import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { MAIN_TARGET } from './scope.ts'
import type { ScopeFile } from './scope-schema.ts'
import type { YamlPath } from './yaml-file.ts'

/** Something that is well-formed and yet makes no sense. */
export interface ScopeProblem {
  readonly path: YamlPath
  readonly problem: string
}

/** The name of the version being drafted; it gets its number when it becomes stable. */
const DRAFT_NAME = 'next'

/**
 * Everything about a scope file that its schema cannot see: duplicates, names that lead nowhere, versions that would
 * certify nothing, versions in effect that are not stable (scs-0003-v1).
 */
export function findScopeProblems(file: ScopeFile, knownTestcases?: ReadonlySet<TestcaseId>): ScopeProblem[] {
  const modules = new Map(file.modules.map((module) => [module.id, module]))
  const versions = new Map(file.versions.map((version) => [version.version, version]))
  return [
    ...duplicates(file),
    ...unknownTestcases(file, knownTestcases),
    ...file.modules.flatMap(testcasesInTwoTargets),
    ...file.versions.flatMap((version, index) => versionProblems(version, index, modules)),
    ...file.timeline.flatMap((entry, index) => timelineProblems(entry, index, versions)),
  ]
}

type ModuleEntry = ScopeFile['modules'][number]
type VersionEntry = ScopeFile['versions'][number]

function duplicates(file: ScopeFile): ScopeProblem[] {
  const declared = (file.scripts ?? []).flatMap((script, s) =>
    (script.testcases ?? []).map(({ id }, t) => ({ name: id, path: ['scripts', s, 'testcases', t, 'id'] })),
  )
  return [
    ...repeated('module', file.modules, 'modules', 'id'),
    ...repeated('version', file.versions, 'versions', 'version'),
    ...repeated('date', file.timeline, 'timeline', 'date'),
    ...repeatedNames(
      'variable',
      (file.variables ?? []).map((variable, index) => ({
        name: typeof variable === 'string' ? variable : (Object.keys(variable)[0] ?? ''),
        path: ['variables', index],
      })),
    ),
    ...repeatedNames('testcase', declared),
  ]
}

function repeated<Key extends string>(
  what: string,
  entries: readonly Record<Key, string>[],
  list: string,
  key: Key,
): ScopeProblem[] {
  return repeatedNames(
    what,
    entries.map((entry, index) => ({ name: entry[key], path: [list, index, key] })),
  )
}

function repeatedNames(what: string, names: readonly { name: string; path: YamlPath }[]): ScopeProblem[] {
  const seen = new Set<string>()
  return names.flatMap(({ name, path }) => {
    if (seen.has(name)) return [{ path, problem: `the ${what} ${name} is there twice` }]
    seen.add(name)
    return []
  })
}

function unknownTestcases(file: ScopeFile, known: ReadonlySet<TestcaseId> | undefined): ScopeProblem[] {
  const declared =
    file.scripts && new Set(file.scripts.flatMap((script) => (script.testcases ?? []).map(({ id }) => id)))
  return file.modules.flatMap((module, m) =>
    Object.entries(module.targets).flatMap(([target, ids]) =>
      ids.flatMap((id, i) => {
        const path = ['modules', m, 'targets', target, i]
        if (declared && !declared.has(id)) return [{ path, problem: `no script of this file has the testcase ${id}` }]
        return known && !known.has(id) ? [{ path, problem: `there is no testcase ${id}` }] : []
      }),
    ),
  )
}

function testcasesInTwoTargets(module: ModuleEntry, index: number): ScopeProblem[] {
  return repeatedNames(
    'testcase',
    Object.entries(module.targets).flatMap(([target, ids]) =>
      ids.map((name, i) => ({ name, path: ['modules', index, 'targets', target, i] })),
    ),
  )
}

function versionProblems(
  version: VersionEntry,
  index: number,
  modules: ReadonlyMap<string, ModuleEntry>,
): ScopeProblem[] {
  const at = (...rest: (string | number)[]) => ['versions', index, ...rest]
  const problems: ScopeProblem[] = []
  const moduleOf = new Map<TestcaseId, string>()
  const included = new Set<string>()
  let hasMain = false
  for (const [i, entry] of version.include.entries()) {
    const id = typeof entry === 'string' ? entry : entry.ref
    const module = modules.get(id)
    if (!module) {
      problems.push({ path: at('include', i), problem: `there is no module ${id}` })
      continue
    }
    if (included.has(id)) {
      problems.push({ path: at('include', i), problem: `the module ${id} is included twice` })
      continue
    }
    included.add(id)
    const given = typeof entry === 'string' ? {} : (entry.parameters ?? {})
    for (const name of Object.keys(module.parameters ?? {})) {
      if (!Object.hasOwn(given, name)) {
        problems.push({ path: at('include', i), problem: `the module ${id} needs the parameter ${name}` })
      }
    }
    for (const [target, ids] of Object.entries(module.targets)) {
      if (target === MAIN_TARGET && ids.length > 0) hasMain = true
      for (const testcase of new Set(ids)) {
        const other = moduleOf.get(testcase)
        // Twice in one module is reported at the module.
        if (other !== undefined && other !== id) {
          const problem = `the modules ${other} and ${id} both have the testcase ${testcase}`
          problems.push({ path: at('include', i), problem })
        }
        moduleOf.set(testcase, id)
      }
    }
  }
  if (!hasMain) {
    problems.push({ path: at('version'), problem: `${version.version} has no testcase in main and would always pass` })
  }
  if (version.version === DRAFT_NAME && version.stabilized_at !== undefined) {
    const problem = `${DRAFT_NAME} is the name of the draft; a stable version needs a number`
    problems.push({ path: at('stabilized_at'), problem })
  }
  for (const testcase of Object.keys(version.overrides ?? {})) {
    if (!moduleOf.has(testcase)) {
      problems.push({ path: at('overrides', testcase), problem: `${version.version} does not have this testcase` })
    }
  }
  return problems
}

function timelineProblems(
  entry: ScopeFile['timeline'][number],
  index: number,
  versions: ReadonlyMap<string, VersionEntry>,
): ScopeProblem[] {
  return Object.entries(entry.versions).flatMap(([name, validity]) => {
    const path = ['timeline', index, 'versions', name]
    const version = versions.get(name)
    if (!version) return [{ path, problem: `there is no version ${name}` }]
    if (validity !== 'effective' && validity !== 'warn') return []
    if (version.stabilized_at !== undefined && version.stabilized_at <= entry.date) return []
    return [{ path, problem: `${name} cannot be ${validity} on ${entry.date}, it was not stable then` }]
  })
}
