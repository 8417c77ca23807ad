import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFECTS } from '#clouds/practice/defects.ts'
import type { ObservedFacts } from '#facts/facts.ts'
import { attributeChange, type ChangeSide } from '#replay/attribution/attribute-change.ts'
import type { Judges } from '#replay/judges.ts'
import type { ChangeAttribution, ChangeCause } from '#report/replay/change-attribution.ts'
import { loadJudges } from '#suite/judges/load-judges.ts'
import { ownJudges } from '#suite/judges/own-judges.ts'
import { LIFETIMES } from '#vocabulary/lifetime.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import { buildJudges } from '../tools/release/build-judges.ts'
import { type Dice, seededDice } from './mutations/seeded-dice.ts'
import { observePracticeCloud } from './observe-practice-cloud.ts'

const KINDS = ['cloud', 'suite', 'scope', 'clock', 'transport'] as const
type Kind = (typeof KINDS)[number]

export interface SeededOutcome {
  readonly kind: Kind
  /** What was changed, in words. */
  readonly change: string
  /** Testcases that stand differently by it. */
  readonly changed: number
  /** Each that was not attributed to what was changed. */
  readonly wrong: readonly ChangeAttribution[]
  /** Each that, with a part of the inputs taken away, is unknown without a missing input. */
  readonly unnamed: readonly ChangeAttribution[]
}

const DAY_MS = 86_400_000
const SUITES = 5

/** The practice cloud speaks plain HTTP and is not created in; what needs more is not observed here. */
const VISIBLE = new Set(
  [...ownJudges().testcases.values()]
    .filter(({ id, section }) => section === 'light' && !id.startsWith('siegel-0125-'))
    .map(({ id }) => id),
)
const CLOUD_DEFECTS = DEFECTS.filter(({ aborts, breaks }) => aborts === null && breaks.some((id) => VISIBLE.has(id)))
/** Shows only to a run that creates something. */
const NOT_SEEN = ['default-rules-403']
const TRANSPORT_DEFECTS = DEFECTS.filter(
  ({ aborts, breaks, area, name }) =>
    aborts !== null &&
    !['inconclusive', 'time-out'].includes(aborts) &&
    breaks.length === 0 &&
    area !== 'life' &&
    !NOT_SEEN.includes(name),
)

/**
 * Records pairs of runs against practice clouds that differ in one seeded change, of the cloud, the suite, the scope, the
 * clock or the transport in turn, and has each change attributed.
 */
export async function* attributeSeededChanges(count: number, seed: number): AsyncGenerator<SeededOutcome> {
  const suites = await alteredSuites()
  const clouds = [
    { flavorCount: 20, imageCount: 12 },
    { flavorCount: 60, imageCount: 40 },
    { flavorCount: 33, imageCount: 15 },
  ]
  const recorded = await Promise.all(clouds.map((options) => observePracticeCloud(options)))
  for (let index = 0; index < count; index += 1) {
    const dice = seededDice(seed + index)
    const place = index % clouds.length
    const base = recorded[place]?.run
    const options = clouds[place]
    const kind = KINDS[index % KINDS.length]
    if (!base || !options || !kind) throw new Error('there is no practice cloud')
    const earlier: Recorded = { facts: base.facts, checkedAt: base.checkedAt, judges: ownJudges() }
    const pair = await seededPair(kind, earlier, dice, suites, (defects) =>
      observePracticeCloud({ ...options, defects }, { callLimitMs: 1_000 }).then(({ run }) => run),
    )
    yield examine(kind, pair, dice)
  }
}

interface Recorded {
  readonly facts: ObservedFacts
  readonly checkedAt: Date
  readonly judges: Judges
}

interface Pair {
  readonly change: string
  readonly before: Recorded
  readonly after: Recorded
  /** How the rule of a testcase is on both sides. */
  readonly rules: (id: string) => readonly [ChangeSide['rule'], ChangeSide['rule']]
  readonly expected: readonly ChangeCause['kind'][]
  /** Only these may be looked at. */
  readonly ids: readonly string[]
  /** The later side is the same report, asked for at this moment. */
  readonly askedAt?: Date
}

const MAIN = { target: 'main', lifetime: 'week' } as const
const alike = () => [MAIN, MAIN] as const

async function seededPair(
  kind: Kind,
  before: Recorded,
  dice: Dice,
  suites: readonly Judges[],
  observe: (defects: readonly string[]) => Promise<{ facts: ObservedFacts; checkedAt: Date }>,
): Promise<Pair> {
  const ids = [...VISIBLE]
  switch (kind) {
    case 'cloud':
    case 'transport': {
      const defect = dice.oneOf(kind === 'cloud' ? CLOUD_DEFECTS : TRANSPORT_DEFECTS)
      const after = await observe([defect.name])
      const expected = kind === 'cloud' ? (['cloud'] as const) : (['observation'] as const)
      return { change: defect.name, before, after: { ...before, ...after }, rules: alike, expected, ids }
    }
    case 'suite': {
      const after = { ...before, ...(await observe([])), judges: dice.oneOf(suites) }
      return { change: `suite ${after.judges.version}`, before, after, rules: alike, expected: ['suite'], ids }
    }
    case 'scope': {
      const id = dice.oneOf(ids)
      const after = { ...before, ...(await observe([])) }
      const targets = dice.shuffled(['main', 'recommended', 'preview', null]).slice(0, 2)
      const rules = () =>
        [
          { target: targets[0] ?? null, lifetime: 'week' },
          { target: targets[1] ?? null, lifetime: 'week' },
        ] as const
      return { change: `scope ${id} ${targets.join(' → ')}`, before, after, rules, expected: ['scope'], ids: [id] }
    }
    case 'clock': {
      if (dice.chance(30)) {
        const lifetime = dice.oneOf(LIFETIMES)
        const rules = () =>
          [
            { ...MAIN, lifetime },
            { ...MAIN, lifetime },
          ] as const
        const askedAt = new Date(before.checkedAt.getTime() + 800 * DAY_MS)
        return { change: `asked later, ${lifetime}`, before, after: before, rules, expected: ['expiry'], ids, askedAt }
      }
      const days = dice.whole(70, 500)
      const checkedAt = new Date(before.checkedAt.getTime() + days * DAY_MS)
      const after = { ...before, ...(await observe([])), checkedAt }
      // The cloud of the later run is as old as that of the earlier one: only the calendar went on.
      return {
        change: `${days} days later`,
        before,
        after: { ...after, facts: before.facts },
        rules: alike,
        expected: ['deadline'],
        ids,
      }
    }
  }
}

function examine(kind: Kind, pair: Pair, dice: Dice): SeededOutcome {
  const sideOf = (name: string, recorded: Recorded, askedAt: Date): Omit<ChangeSide, 'rule' | 'standing'> => ({
    report: name,
    checkedAt: recorded.checkedAt,
    askedAt,
    suite: { version: recorded.judges.version, digest: recorded.judges.digest },
    judges: recorded.judges,
    evidence: { facts: recorded.facts, withheld: new Set() },
  })
  const { before, after, askedAt } = pair
  const earlier = sideOf('earlier', before, before.checkedAt)
  const later = sideOf(askedAt ? 'earlier' : 'later', after, askedAt ?? after.checkedAt)
  const then = before.judges.judge(pair.ids, before.facts, before.checkedAt)
  const now = after.judges.judge(pair.ids, after.facts, after.checkedAt)
  const attributions = pair.ids.flatMap((testcaseId) => {
    const [rule, otherRule] = pair.rules(testcaseId)
    const [was, is] = [then.get(testcaseId), now.get(testcaseId)]
    if (!was || !is) return []
    const standing: Standing = askedAt ? 'MISS' : is.verdict
    if (was.verdict === standing && rule.target === otherRule.target) return []
    const change = {
      testcaseId,
      scopeVersion: 'v5.1',
      before: { ...earlier, rule, standing: was.verdict, ...(was.verdict === 'ABORT' && { reason: was.reason }) },
      after: { ...later, rule: otherRule, standing, ...(is.verdict === 'ABORT' && { reason: is.reason }) },
    }
    return [change]
  })
  const chosen = dice.shuffled(attributions).slice(0, 12)
  const full = chosen.map(attributeChange)
  return {
    kind,
    change: pair.change,
    changed: full.length,
    wrong: full.filter((attribution) => !isRight(attribution, pair.expected)),
    unnamed: chosen
      .map((change) => attributeChange(withoutOneInput(change, dice)))
      .filter(({ causes, missing }) => causes.length === 0 && missing.length === 0),
  }
}

function isRight({ causes, missing }: ChangeAttribution, expected: readonly ChangeCause['kind'][]): boolean {
  const [first = []] = causes
  return (
    causes.length === 1 &&
    missing.length === 0 &&
    first.length > 0 &&
    first.every(({ kind }) => expected.includes(kind))
  )
}

type Change = Parameters<typeof attributeChange>[0]

function withoutOneInput(change: Change, dice: Dice): Change {
  const which = dice.oneOf(['before', 'after'] as const)
  const { evidence, judges, ...rest } = change[which]
  const side = dice.chance(50) ? { ...rest, ...(judges && { judges }) } : { ...rest, ...(evidence && { evidence }) }
  return { ...change, [which]: side }
}

/** The judges of this version with some testcases that fail whatever they see, as releases of their own. */
async function alteredSuites(): Promise<Judges[]> {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-judges-'))
  try {
    for (let number = 0; number < SUITES; number += 1) {
      await buildJudges({
        directory: folder,
        version: `9.${number}.0`,
        digest: String(number).repeat(64),
        change: (path, source) =>
          path.endsWith('/judge-facts.ts')
            ? source.replace('return testcase.judge(', `${alteration(number)}return testcase.judge(`)
            : undefined,
      })
    }
    return readdirSync(folder).map((name) => loadJudges(readFileSync(join(folder, name), 'utf8'), name))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function alteration(number: number): string {
  const finding = "{ code: 'flavor-missing', about: { kind: 'cloud', name: 'altered' } }"
  return `if (testcase.id.length % ${SUITES} === ${number}) return { verdict: 'FAIL', examined: 1, findings: [${finding}], warnings: [] } as never
    `
}
