import { resolveVersion } from '#scopes/resolve-version.ts'
import { MAIN_TARGET, type ResolvedVersion, type Scope, type TestcaseDefaults } from '#scopes/scope.ts'
import type { Validity } from '#scopes/validity.ts'
import { validityAt } from '#scopes/validity-at.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { fold, type Standing } from '#vocabulary/verdict.ts'
import { type KnownResult, type TestcaseStep, testcaseSteps } from './testcase-steps.ts'

/** A half-open span of time [from, until). */
interface Span {
  readonly from: Date
  readonly until: Date
}

/** Why a state began: it held at the beginning of the question already, a result came, one expired, the timeline changed. */
export type Reason = 'no result' | 'result' | 'expiry' | 'timeline'

export interface TestcasePeriod extends Span, Omit<TestcaseStep, 'from'> {}

/** A testcase of `main` whose standing changed at the instant at which a period of its version begins. */
export interface Change extends Omit<TestcaseStep, 'from'> {
  readonly testcaseId: TestcaseId
}

export interface VersionPeriod extends Span {
  readonly standing: Standing
  /** Absent while the timeline does not name the version. */
  readonly validity?: Validity
  readonly reason: Reason
  /** What brought it about; empty for a timeline change. */
  readonly changes: readonly Change[]
}

export interface ScopePeriod extends Span {
  readonly standing: Standing
  /** The version that was shown. */
  readonly shown?: string
  readonly validity?: Validity
  readonly reason: Reason
  /** The versions of which a period begins at the same instant. */
  readonly versions: readonly string[]
}

export interface VersionHistory {
  readonly version: string
  readonly periods: readonly VersionPeriod[]
  readonly testcases: readonly { readonly testcaseId: TestcaseId; readonly periods: readonly TestcasePeriod[] }[]
}

export interface History {
  readonly periods: readonly ScopePeriod[]
  /** Newest first; only versions that the timeline names at some instant of the span. */
  readonly versions: readonly VersionHistory[]
}

interface Question extends Span {
  readonly scope: Scope
  readonly defaults: TestcaseDefaults
  /** The results of one subject for this scope, in any order; for a history as it was then, each with `knownFrom`. */
  readonly results: readonly KnownResult[]
}

type Step<State> = State & { readonly from: number }
type VersionState = Omit<VersionPeriod, keyof Span>
type ScopeState = Omit<ScopePeriod, keyof Span>

/**
 * How a subject stood against a scope over time. At every instant of the span the period that covers it says what
 * `evaluate` says at that instant (scs-0003-v2); scs-0004, regulation 4, wants it for 18 months.
 */
export function history({ scope, defaults, results, from, until }: Question): History {
  const byTestcase = Map.groupBy(results, ({ testcaseId }) => testcaseId)
  const midnights = scope.timeline.map(({ date }) => Date.parse(`${date}T00:00:00Z`))
  const versions = scope.versions.map(({ version }) => {
    const resolved = resolveVersion(scope, version, defaults)
    const testcases = new Map(
      resolved.testcases.map(({ id, lifetime }) => [id, testcaseSteps(lifetime, byTestcase.get(id) ?? [])]),
    )
    return { version, testcases, steps: versionSteps(scope, resolved, testcases, midnights) }
  })
  const clip = <State extends object>(steps: readonly Step<State>[]) => periods(steps, { from, until })
  return {
    periods: clip(scopeSteps(versions)),
    versions: versions.flatMap(({ version, steps, testcases }) => {
      const own = clip(steps)
      if (own.every(({ validity }) => validity === undefined)) return []
      const ofTestcases = [...testcases].map(([testcaseId, all]) => ({ testcaseId, periods: clip(all) }))
      return [{ version, periods: own, testcases: ofTestcases }]
    }),
  }
}

function versionSteps(
  scope: Scope,
  resolved: ResolvedVersion,
  testcases: ReadonlyMap<TestcaseId, readonly TestcaseStep[]>,
  midnights: readonly number[],
): Step<VersionState>[] {
  const main = [...new Set(resolved.targets.get(MAIN_TARGET) ?? [])]
  const changes = main.flatMap((testcaseId) =>
    (testcases.get(testcaseId) ?? []).map(({ from, ...step }) => ({ from, change: { testcaseId, ...step } })),
  )
  const byInstant = Map.groupBy(changes, ({ from }) => from)
  const instants = [...new Set([Number.NEGATIVE_INFINITY, ...byInstant.keys(), ...midnights])].toSorted((a, b) => a - b)
  const counts = new Map<Standing, number>()
  const current = new Map<TestcaseId, Standing>()
  const steps: Step<VersionState>[] = []
  for (const from of instants) {
    const now = (byInstant.get(from) ?? []).map(({ change }) => change)
    for (const { testcaseId, standing } of now) {
      const previous = current.get(testcaseId)
      if (previous) counts.set(previous, (counts.get(previous) ?? 0) - 1)
      counts.set(standing, (counts.get(standing) ?? 0) + 1)
      current.set(testcaseId, standing)
    }
    const standing = fold([...counts].flatMap(([one, count]) => (count > 0 ? [one] : [])))
    const validity = validityFrom(scope, resolved.version, from)
    const last = steps.at(-1)
    if (last && last.standing === standing && last.validity === validity) continue
    const isOfTimeline = last?.standing === standing
    steps.push({
      from,
      standing,
      ...(validity && { validity }),
      reason: isOfTimeline
        ? 'timeline'
        : ((now.find((change) => change.standing === standing) ?? now[0])?.reason ?? 'no result'),
      changes: isOfTimeline || last === undefined ? [] : now,
    })
  }
  return steps
}

function validityFrom(scope: Scope, version: string, from: number): Validity | undefined {
  if (!Number.isFinite(from)) return undefined
  const { validity, isListed } = validityAt(scope, version, new Date(from))
  return isListed ? validity : undefined
}

interface VersionOverTime {
  readonly version: string
  readonly steps: readonly Step<VersionState>[]
}

/** Goes through the versions as `evaluate` does: the newest that is no draft and does not fail is shown. */
function scopeSteps(versions: readonly VersionOverTime[]): Step<ScopeState>[] {
  const instants = [...new Set(versions.flatMap(({ steps }) => steps.map(({ from }) => from)))].toSorted(
    (a, b) => a - b,
  )
  const positions = versions.map(() => -1)
  const steps: Step<ScopeState>[] = []
  for (const from of instants) {
    const beginning: VersionOverTime[] = []
    for (const [index, version] of versions.entries()) {
      const next = (positions[index] ?? -1) + 1
      if (version.steps[next]?.from !== from) continue
      positions[index] = next
      beginning.push(version)
    }
    const states = versions.flatMap(({ version, steps: own }, index) => {
      const state = own[positions[index] ?? -1]
      return state?.validity ? [{ version, validity: state.validity, standing: state.standing }] : []
    })
    const counted = states.filter(({ validity }) => validity !== 'draft')
    const shown = counted.find(({ standing }) => standing !== 'FAIL')
    const standing = shown?.standing ?? (counted.length > 0 ? 'FAIL' : 'MISS')
    const last = steps.at(-1)
    const isSame = last?.standing === standing && last.shown === shown?.version && last.validity === shown?.validity
    if (last && isSame) continue
    const reasons = beginning.map(({ steps: own }) => own.find((step) => step.from === from)?.reason ?? 'no result')
    steps.push({
      from,
      standing,
      ...(shown && { shown: shown.version, validity: shown.validity }),
      reason: reasons.find((reason) => reason !== 'timeline') ?? reasons[0] ?? 'no result',
      versions: last === undefined ? [] : beginning.map(({ version }) => version),
    })
  }
  return steps
}

/** Cuts steps to the span; the first period begins with the span, whenever its state began. */
function periods<State extends object>(steps: readonly Step<State>[], { from, until }: Span): (State & Span)[] {
  return steps.flatMap((step, index) => {
    const begin = Math.max(step.from, from.getTime())
    const end = Math.min(steps[index + 1]?.from ?? Number.POSITIVE_INFINITY, until.getTime())
    return begin < end ? [{ ...step, from: new Date(begin), until: new Date(end) }] : []
  })
}
