import type { CodedError } from '#vocabulary/coded-error.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { DeclaredTestcase, Scope, ScopeVersion, Variable } from './scope.ts'
import { findScopeProblems } from './scope-problems.ts'
import { type ScopeFile, scopeFileSchema } from './scope-schema.ts'
import { readYaml, type YamlProblem } from './yaml-file.ts'
import { invalidYaml, schemaProblems } from './yaml-problems.ts'

interface ParseOptions {
  /** Named in the messages. */
  readonly fileName: string
  /** If given, a module that names any other testcase is an error. */
  readonly knownTestcases?: Iterable<TestcaseId>
}

/**
 * Reads a scope file, ours or upstream's (scs-0003-v1).
 *
 * @throws CodedError SCOPE_INVALID with every problem on a line of its own as `file:line:column: path: problem`
 */
export function parseScope(text: string, { fileName, knownTestcases }: ParseOptions): Scope {
  const yaml = readYaml(text)
  if (yaml.problems.length > 0) throw invalid(fileName, yaml.problems)
  const parsed = scopeFileSchema.safeParse(yaml.value)
  const known = knownTestcases && new Set(knownTestcases)
  const problems = parsed.success
    ? findScopeProblems(parsed.data, known)
    : parsed.error.issues.flatMap((issue) => schemaProblems(issue))
  if (!parsed.success || problems.length > 0) {
    throw invalid(
      fileName,
      problems.map(({ path, problem }) => yaml.problemAt(path, problem)),
    )
  }
  return toScope(parsed.data)
}

function invalid(fileName: string, problems: readonly YamlProblem[]): CodedError {
  return invalidYaml('SCOPE_INVALID', fileName, problems, 'Correct the scope file; every line above names one place.')
}

function toScope(file: ScopeFile): Scope {
  return {
    uuid: file.uuid,
    name: file.name,
    slug: file.slug ?? slugOf(file.name),
    url: file.url,
    ...present('summary', file.summary),
    ...present('level', file.level),
    ...present('layer', file.layer),
    ...present('prerequisite', file.prerequisite),
    ...present('testedEvery', file.tested_every),
    variables: (file.variables ?? []).map(toVariable),
    modules: file.modules.map((module) => ({
      id: module.id,
      name: module.name,
      url: module.url,
      ...present('summary', module.summary),
      targets: module.targets,
      parameters: module.parameters ?? {},
      ...present('testedEvery', module.tested_every),
    })),
    versions: file.versions.map(toScopeVersion).toSorted(newestFirst),
    timeline: file.timeline,
    declaredTestcases: (file.scripts ?? []).flatMap(toDeclaredTestcases),
  }
}

function toScopeVersion(entry: ScopeFile['versions'][number]): ScopeVersion {
  return {
    version: entry.version,
    ...present('stabilizedAt', entry.stabilized_at),
    ...present('summary', entry.summary),
    ...(entry.document && {
      document: { id: entry.document.id, ...present('stabilizedAt', entry.document.stabilized_at) },
    }),
    include: entry.include.map((include) =>
      typeof include === 'string'
        ? { moduleId: include, parameters: {} }
        : { moduleId: include.ref, parameters: include.parameters ?? {} },
    ),
    overrides: Object.entries(entry.overrides ?? {}).map(([testcaseId, override]) => ({
      testcaseId,
      ...present('lifetime', override.lifetime),
      ...present('section', override.section),
    })),
  }
}

function newestFirst(a: ScopeVersion, b: ScopeVersion): number {
  const [dayOfA, dayOfB] = [a.stabilizedAt ?? '9999-12-31', b.stabilizedAt ?? '9999-12-31']
  if (dayOfA === dayOfB) return 0
  return dayOfA > dayOfB ? -1 : 1
}

function toVariable(variable: NonNullable<ScopeFile['variables']>[number]): Variable {
  if (typeof variable === 'string') return { name: variable }
  const [name = '', value] = Object.entries(variable)[0] ?? []
  return { name, default: String(value) }
}

function toDeclaredTestcases(script: NonNullable<ScopeFile['scripts']>[number]): DeclaredTestcase[] {
  return (script.testcases ?? []).map((testcase) => ({
    id: testcase.id,
    ...present('lifetime', testcase.lifetime),
    ...present('section', testcase.section),
    ...present('description', testcase.description),
    ...present('url', testcase.url),
    isManual: script.executable === undefined,
  }))
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** An optional property that is really absent when there is no value, so that equal scopes have equal digests. */
function present<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value })
}
