import { expiresAt } from '#evaluation/expires-at.ts'
import type { FactName, ObservedFacts } from '#facts/facts.ts'
import type { ChangeAttribution, ChangeCause, ChangeOutcome, MissingInput } from '#report/replay/change-attribution.ts'
import type { AbortReason } from '#vocabulary/abort-reason.ts'
import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import type { Judges } from '../judges.ts'
import { evidenceCauses } from './evidence-causes.ts'

/** How a scope version has a testcase. */
export interface TestcaseRule {
  /** Null where it does not have it. */
  readonly target: string | null
  readonly lifetime: Lifetime
}

/** Everything on which a standing rests, as it was on one side of a change. */
export interface ChangeSide {
  /** Names the report in messages. */
  readonly report: string
  readonly checkedAt: Date
  /** Absent where no evidence was kept. */
  readonly evidence?: { readonly facts: ObservedFacts; readonly withheld: ReadonlySet<FactName> }
  readonly suite: { readonly version: string; readonly digest: string }
  /** Absent where the judges of this version are not at hand. */
  readonly judges?: Judges
  readonly rule: TestcaseRule
  /** The moment for which the standing was asked: that of the check, or later. */
  readonly askedAt: Date
  /** What the report says, or MISS where it had expired. */
  readonly standing: Standing
  /** Of an ABORT: why, as the report says it. */
  readonly reason?: AbortReason
}

export interface Change {
  readonly testcaseId: TestcaseId
  readonly scopeVersion: string | null
  readonly before: ChangeSide
  readonly after: ChangeSide
}

const DIMENSIONS = ['evidence', 'suite', 'scope', 'moment'] as const
type Dimension = (typeof DIMENSIONS)[number]
/** The parts that are taken from the later side. */
type Taken = ReadonlySet<Dimension>

/**
 * Says why a testcase stands differently than before, with proof: old and new evidence, suite, scope and moment are judged
 * in every combination, and the smallest sets of parts that bring the change about are its causes. What would be needed for
 * a proof and is not there is named.
 */
export function attributeChange(change: Change): ChangeAttribution {
  const { before, after } = change
  const trial = makeTrial(change)
  const varying = DIMENSIONS.filter((dimension) => isDifferent(dimension, before, after))
  const goal = outcomeOf(after.rule, after.standing)
  const combinations = subsetsBySize(varying)
  const proof = combinations.flatMap((taken) => {
    const outcome = trial.outcome(taken)
    return outcome === undefined ? [] : [{ ...sidesOf(taken), outcome }]
  })
  const sufficient = smallestSufficient(combinations, trial, change)
  const told = sufficient.sets.length > 0 ? undefined : toldByReports(change)
  const causes = sufficient.sets.map((set) =>
    set.shown.map((dimension) => causesOf(dimension, set.taken, change, trial)),
  )
  return {
    testcase: change.testcaseId,
    scopeVersion: change.scopeVersion,
    before: outcomeOf(before.rule, before.standing),
    after: goal,
    causes: told ? [[told]] : causes.map((set) => set.flatMap((found) => found.causes)),
    missing: [
      ...(sufficient.sets.length > 0 || told
        ? causes.flatMap((set) => set.flatMap(({ missing }) => missing))
        : trial.missing()),
      ...trial.contradictions(),
    ],
    proof,
  }
}

/** What a signed report itself says about an observation that failed; needs no evidence. */
function toldByReports({ before, after }: Change): ChangeCause | undefined {
  const failed = (side: ChangeSide) =>
    side.standing === 'ABORT' && side.reason && side.reason.class !== 'inconclusive' ? side.reason : undefined
  const [then, now] = [failed(before), failed(after)]
  if (then === undefined && now === undefined) return undefined
  return { kind: 'observation', fact: null, before: then ?? null, after: now ?? null }
}

interface Trial {
  /** What comes out; undefined if something is missing for that. */
  outcome(taken: Taken): ChangeOutcome | undefined
  /** The same for other facts than those of the two sides. */
  outcomeOfFacts(facts: ObservedFacts, taken: Taken): ChangeOutcome | undefined
  missing(): MissingInput[]
  contradictions(): MissingInput[]
}

function makeTrial({ testcaseId, before, after }: Change): Trial {
  const missing = new Map<string, MissingInput>()
  const known = new Map<string, Standing | undefined>()
  const side = (taken: Taken, dimension: Dimension) => (taken.has(dimension) ? after : before)
  const which = (of: ChangeSide) => (of === before ? 'before' : 'after')
  const isOneReport = before.report === after.report
  const isAboutExpiry = before.standing === 'MISS' || after.standing === 'MISS'
  const miss = (what: MissingInput['what'], of: ChangeSide, name: string) => {
    missing.set(`${what} ${which(of)} ${name}`, { what, which: which(of), name })
    return undefined
  }

  /** What a report says holds for its own evidence, suite and moment, also where these are equal on both sides. */
  function recorded(taken: Taken): Standing | undefined {
    const owners = [before, after].filter((owner) =>
      (['evidence', 'suite', 'moment'] as const).every((dimension) => {
        const chosen = side(taken, dimension)
        return chosen === owner || (dimension === 'suite' && chosen.suite.digest === owner.suite.digest)
      }),
    )
    const [owner] = owners
    return owner?.standing === 'MISS' ? undefined : owner?.standing
  }

  function judged(facts: ObservedFacts, taken: Taken): Standing | undefined {
    const suite = side(taken, 'suite')
    const judges = suite.judges
    if (judges === undefined) return miss('judges', suite, `${suite.suite.version} (${suite.suite.digest})`)
    const source = side(taken, 'evidence')
    const needs = judges.testcases.get(testcaseId)?.needs ?? []
    const withheld = needs.find((name) => source.evidence?.withheld.has(name))
    if (withheld !== undefined) return miss('fact', source, withheld)
    const at = side(taken, 'moment').checkedAt
    return judges.judge([testcaseId], facts, at).get(testcaseId)?.verdict ?? 'MISS'
  }

  function standing(taken: Taken): Standing | undefined {
    const source = side(taken, 'evidence')
    const said = recorded(taken)
    if (said !== undefined) return said
    // The same report at two moments: what it says is judged once, and only expires.
    if (isOneReport) return [before, after].find((one) => one.standing !== 'MISS')?.standing
    if (source.evidence === undefined) return miss('evidence', source, source.report)
    return judged(source.evidence.facts, taken)
  }

  function withRules(taken: Taken, verdict: Standing | undefined): ChangeOutcome | undefined {
    const { rule } = side(taken, 'scope')
    if (rule.target === null) return outcomeOf(rule, 'MISS')
    const isExpired =
      isAboutExpiry && side(taken, 'moment').askedAt >= expiresAt(side(taken, 'evidence').checkedAt, rule.lifetime)
    if (isExpired) return outcomeOf(rule, 'MISS')
    return verdict && outcomeOf(rule, verdict)
  }

  return {
    outcome: (taken) => {
      const key = [...taken].filter((dimension) => dimension !== 'scope').join()
      if (!known.has(key)) known.set(key, standing(taken))
      return withRules(taken, known.get(key))
    },
    outcomeOfFacts: (facts, taken) => withRules(taken, judged(facts, taken)),
    missing: () => [...missing.values()],
    contradictions: () =>
      [before, after].flatMap((one): MissingInput[] => {
        if (one.standing === 'MISS' || !one.evidence || !one.judges) return []
        const needs = one.judges.testcases.get(testcaseId)?.needs ?? []
        if (needs.some((name) => one.evidence?.withheld.has(name))) return []
        const again = one.judges.judge([testcaseId], one.evidence.facts, one.checkedAt).get(testcaseId)?.verdict
        if (again === undefined || again === one.standing) return []
        return [
          { what: 'recorded verdict', which: which(one), name: `recorded ${one.standing}, judged again ${again}` },
        ]
      }),
  }
}

/** Parts that bring the change about together, and those of them that are causes. */
interface Sufficient {
  readonly taken: Taken
  readonly shown: readonly Dimension[]
}

/** The smallest subsets that suffice; none if all there is are all parts together, and a smaller set could not be tried. */
function smallestSufficient(
  combinations: readonly Taken[],
  trial: Trial,
  { before, after }: Change,
): { readonly sets: readonly Sufficient[] } {
  const goal = outcomeOf(after.rule, after.standing)
  const most = Math.max(0, ...combinations.map(({ size }) => size))
  const unknown = new Set<Taken>()
  for (let size = 1; size <= most; size += 1) {
    const sets = combinations.filter((taken) => {
      if (taken.size !== size) return false
      const outcome = trial.outcome(taken)
      if (outcome === undefined) unknown.add(taken)
      return outcome !== undefined && isSame(outcome, goal)
    })
    if (sets.length === 0) continue
    const shown = sets.map((taken) => ({
      taken,
      shown: withoutNeutralSuite(taken, trial, outcomeOf(before.rule, before.standing)),
    }))
    const isReduced = shown.some((set) => set.shown.length < set.taken.size)
    if (size === most && size > 1 && unknown.size > 0 && !isReduced) return { sets: [] }
    return { sets: isReduced ? shown.filter((set) => set.shown.length < set.taken.size) : shown }
  }
  return { sets: [] }
}

/**
 * Where the earlier judges are not at hand, others were judged with the later ones. If these leave the earlier outcome as it
 * was, the suite has no part in the change.
 */
function withoutNeutralSuite(taken: Taken, trial: Trial, earlier: ChangeOutcome): readonly Dimension[] {
  const rest = [...taken].filter((dimension) => dimension !== 'suite')
  if (rest.length === taken.size || rest.length === 0 || trial.outcome(new Set(rest)) !== undefined) return [...taken]
  const alone = trial.outcome(new Set<Dimension>(['suite']))
  return alone !== undefined && isSame(alone, earlier) ? rest : [...taken]
}

interface FoundCauses {
  readonly causes: readonly ChangeCause[]
  readonly missing: readonly MissingInput[]
}

function causesOf(dimension: Dimension, taken: Taken, change: Change, trial: Trial): FoundCauses {
  const { before, after } = change
  const found = (...causes: ChangeCause[]) => ({ causes, missing: [] })
  switch (dimension) {
    case 'suite':
      return found({ kind: 'suite', before: { ...before.suite }, after: { ...after.suite } })
    case 'scope': {
      const isTarget = before.rule.target !== after.rule.target
      const text = (rule: TestcaseRule) => (isTarget ? rule.target : rule.lifetime)
      const what = isTarget ? 'target' : 'lifetime'
      return found({ kind: 'scope', what, before: text(before.rule), after: text(after.rule) })
    }
    case 'moment': {
      const kind = before.standing === 'MISS' || after.standing === 'MISS' ? 'expiry' : 'deadline'
      return found({ kind, before: before.askedAt.toISOString(), after: after.askedAt.toISOString() })
    }
    case 'evidence':
      return observedCauses(taken, change, trial)
  }
}

function observedCauses(taken: Taken, change: Change, trial: Trial): FoundCauses {
  const { before, after, testcaseId } = change
  const told = toldByReports(change)
  const missing = (
    [
      ['before', before],
      ['after', after],
    ] as const
  ).flatMap(([which, side]): MissingInput[] => (side.evidence ? [] : [{ what: 'evidence', which, name: side.report }]))
  if (!before.evidence || !after.evidence) {
    const unseen: ChangeCause = { kind: 'cloud', fact: null, path: [], before: null, after: null }
    return told ? { causes: [told], missing: [] } : { causes: [unseen], missing }
  }
  const judges = taken.has('suite') ? after.judges : before.judges
  const needs = judges?.testcases.get(testcaseId)?.needs ?? []
  const withheld = (
    [
      ['before', before],
      ['after', after],
    ] as const
  ).flatMap(([which, side]) =>
    needs.filter((name) => side.evidence?.withheld.has(name)).map((name) => ({ what: 'fact' as const, which, name })),
  )
  if (withheld.length > 0) {
    const causes = withheld.map(({ name }) => ({
      kind: 'cloud' as const,
      fact: name,
      path: [],
      before: null,
      after: null,
    }))
    return told ? { causes: [told], missing: [] } : { causes, missing: withheld }
  }
  const goal = outcomeOf(after.rule, after.standing)
  const causes = evidenceCauses(before.evidence.facts, after.evidence.facts, needs, (facts) => {
    const outcome = trial.outcomeOfFacts(facts, taken)
    return outcome !== undefined && isSame(outcome, goal)
  })
  // Within a fact, too, something can be hidden: then the judge itself says that it could not be observed.
  return { causes: told ? asObservations(causes, told) : causes, missing: [] }
}

function asObservations(causes: readonly ChangeCause[], told: ChangeCause): ChangeCause[] {
  if (told.kind !== 'observation' || causes.some(({ kind }) => kind !== 'cloud')) return [...causes]
  const facts = new Set(causes.flatMap((cause) => (cause.kind === 'cloud' ? [cause.fact] : [])))
  return [...facts].map((fact) => ({ ...told, fact }))
}

function isDifferent(dimension: Dimension, before: ChangeSide, after: ChangeSide): boolean {
  switch (dimension) {
    case 'evidence':
      return before.report !== after.report
    case 'suite':
      return before.suite.digest !== after.suite.digest
    case 'scope':
      return before.rule.target !== after.rule.target || before.rule.lifetime !== after.rule.lifetime
    case 'moment':
      return (
        before.checkedAt.getTime() !== after.checkedAt.getTime() || before.askedAt.getTime() !== after.askedAt.getTime()
      )
  }
}

function outcomeOf(rule: TestcaseRule, standing: Standing): ChangeOutcome {
  return { target: rule.target, standing: rule.target === null ? 'MISS' : standing }
}

function isSame(one: ChangeOutcome, other: ChangeOutcome): boolean {
  return one.target === other.target && one.standing === other.standing
}

function sidesOf(taken: Taken) {
  const side = (dimension: Dimension) => (taken.has(dimension) ? 'after' : 'before')
  return { evidence: side('evidence'), suite: side('suite'), scope: side('scope'), moment: side('moment') } as const
}

function subsetsBySize(items: readonly Dimension[]): Taken[] {
  const subsets = Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.filter((_item, index) => (bits & (2 ** index)) !== 0),
  )
  return subsets.sort((one, other) => one.length - other.length).map((subset) => new Set(subset))
}
