import type { Preview, PreviewedFall } from '#report/replay/preview.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import { MAIN_TARGET, type Scope, type TestcaseDefaults } from '#scopes/scope.ts'
import { versionsInForce } from '#scopes/versions-in-force.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { fold, type Standing } from '#vocabulary/verdict.ts'
import type { Judges } from '../judges.ts'
import { type PersonTestcase, readyItem, type SubjectEvidence } from './ready-list.ts'

/** A subject's evidence: one at a time, newest first, so that none has to be in memory longer than it is looked at. */
export interface PreviewedSubject {
  readonly subject: string
  evidence(): Iterable<SubjectEvidence>
}

export interface PreviewQuestion {
  readonly draft: Scope
  /** The scope as it is in force. */
  readonly current: Scope
  readonly subjects: Iterable<PreviewedSubject>
  /** The judges that are to come, or stay. */
  readonly judges: Judges
  /** The judges of the suite that made the report; undefined if they are not at hand. */
  readonly judgesOf: (suite: SubjectEvidence['suite']) => Judges | undefined
  readonly byPerson: ReadonlyMap<TestcaseId, PersonTestcase>
  readonly defaults: TestcaseDefaults
  /** The moment for which the newest evidence is judged. */
  readonly at: Date
  /** How far back evidence is looked at; absent: only the newest. */
  readonly since?: Date
}

interface VersionPlan {
  readonly version: string
  readonly required: readonly TestcaseId[]
  /** Required by the version of the same name in force; by the one that decides today if that is new. */
  readonly requiredNow: readonly TestcaseId[]
  readonly effectiveFrom: string | null
  readonly counts: { fall: number; rise: number; undecided: number; alike: number; flips: number }
}

/** Who would fall by a draft, on which clause, since when, and what to do about it. */
export function previewDraft(question: PreviewQuestion): Preview {
  const plans = planVersions(question)
  const ids = [...new Set(plans.flatMap(({ required, requiredNow }) => [...required, ...requiredNow]))]
  const falls: PreviewedFall[] = []
  const undecided: Preview['undecided'] = []
  const missingJudges = new Set<string>()
  let count = 0
  for (const { subject, evidence } of question.subjects) {
    count += 1
    const history = judgeHistory(question, ids, evidence(), missingJudges)
    const [newest] = history
    if (newest === undefined) continue
    for (const plan of plans) {
      const before = standingOf(plan.requiredNow, newest.before, question.judges)
      const standings = history.map(({ after }) => standingOf(plan.required, after, question.judges))
      const [after = 'MISS'] = standings
      const flips = standings.filter((standing, index) => index > 0 && standing !== standings[index - 1]).length
      plan.counts.flips += flips
      plan.counts[effectOf(before, after)] += 1
      if (after === 'ABORT' || after === 'MISS') {
        const open = plan.required.filter((id) => newest.after.get(id)?.verdict === 'ABORT')
        undecided.push({ subject, version: plan.version, testcases: open })
      }
      if (after !== 'FAIL' || before === 'FAIL') continue
      const unbroken = standings.findIndex((standing) => standing !== 'FAIL')
      const first = history[(unbroken < 0 ? history.length : unbroken) - 1] ?? newest
      falls.push({
        subject,
        version: plan.version,
        before,
        after,
        since: first.evidence.checkedAt.toISOString(),
        checkedAt: newest.evidence.checkedAt.toISOString(),
        flips: question.since === undefined ? null : flips,
        testcases: plan.required.flatMap((id) => {
          const judgement = newest.after.get(id)
          if (judgement?.verdict !== 'FAIL') return []
          const item = readyItem(id, judgement, question.judges, question.byPerson, newest.evidence.withheld)
          return [{ ...item, why: whyOf(id, plan, newest.before.get(id)) }]
        }),
      })
    }
  }
  return {
    scope: question.draft.slug,
    at: question.at.toISOString(),
    since: question.since?.toISOString() ?? null,
    subjects: count,
    versions: plans.map(({ version, effectiveFrom, required, counts: { flips, ...counts } }) => ({
      version,
      effectiveFrom,
      ...counts,
      flips: question.since === undefined ? null : flips,
      judgedByPerson: required.filter((id) => question.byPerson.has(id)),
      notInThisRelease: required.filter((id) => !question.judges.testcases.has(id) && !question.byPerson.has(id)),
    })),
    falls,
    undecided,
    missingJudges: [...missingJudges].sort(),
  }
}

/** The versions of the draft that are in force at the moment or later, or drafts. */
function planVersions({ draft, current, defaults, at }: PreviewQuestion): VersionPlan[] {
  const required = (scope: Scope, version: string) =>
    resolveVersion(scope, version, defaults).targets.get(MAIN_TARGET) ?? []
  const deciding = versionsInForce(current, at).find(({ validity }) => validity === 'effective' || validity === 'warn')
  const named = new Set([
    ...versionsInForce(draft, at).flatMap(({ version, validity }) =>
      validity === 'deprecated' ? [] : [version.version],
    ),
    ...draft.timeline
      .filter(({ date }) => date > at.toISOString().slice(0, 10))
      .flatMap(({ versions }) => Object.keys(versions).filter((version) => versions[version] !== 'deprecated')),
  ])
  const chosen = draft.versions.filter(
    ({ version }) => named.has(version) || !current.versions.some((known) => known.version === version),
  )
  return chosen.map(({ version }) => {
    const isKnown = current.versions.some((known) => known.version === version)
    const comparable = isKnown ? version : deciding?.version.version
    return {
      version,
      required: required(draft, version),
      requiredNow: comparable === undefined ? [] : required(current, comparable),
      effectiveFrom: effectiveFrom(draft, version),
      counts: { fall: 0, rise: 0, undecided: 0, alike: 0, flips: 0 },
    }
  })
}

function effectiveFrom({ timeline }: Scope, version: string): string | null {
  const days = timeline.flatMap(({ date, versions }) => {
    const validity = Object.hasOwn(versions, version) ? versions[version] : undefined
    return validity === 'effective' || validity === 'warn' ? [date] : []
  })
  return days.sort()[0] ?? null
}

interface Judged {
  readonly evidence: SubjectEvidence
  readonly before: ReadonlyMap<TestcaseId, Judgement>
  readonly after: ReadonlyMap<TestcaseId, Judgement>
}

function judgeHistory(
  { judges, judgesOf, at, since }: PreviewQuestion,
  ids: readonly TestcaseId[],
  evidence: Iterable<SubjectEvidence>,
  missing: Set<string>,
): Judged[] {
  const history: Judged[] = []
  for (const one of evidence) {
    const isNewest = history.length === 0
    if (!isNewest && (since === undefined || one.checkedAt < since)) break
    const moment = isNewest ? at : one.checkedAt
    const after = judges.judge(ids, one.facts, moment)
    const earlier = isNewest ? judgesOf(one.suite) : judges
    if (earlier === undefined) missing.add(one.suite.version)
    const before = earlier === undefined || earlier === judges ? after : earlier.judge(ids, one.facts, moment)
    history.push({ evidence: { ...one, facts: isNewest ? one.facts : {} }, before, after })
  }
  return history
}

/** By programs alone: what a person judges is the same before and after. */
function standingOf(
  ids: readonly TestcaseId[],
  judgements: ReadonlyMap<TestcaseId, Judgement>,
  judges: Judges,
): Standing {
  return fold(ids.flatMap((id) => (judges.testcases.has(id) ? [judgements.get(id)?.verdict ?? 'MISS'] : [])))
}

function effectOf(before: Standing, after: Standing): 'fall' | 'rise' | 'undecided' | 'alike' {
  if (after === 'ABORT' || after === 'MISS') return 'undecided'
  if (before === after) return 'alike'
  return after === 'FAIL' ? 'fall' : 'rise'
}

function whyOf(
  id: TestcaseId,
  { requiredNow }: VersionPlan,
  before: Judgement | undefined,
): 'rule' | 'suite' | 'already' {
  if (!requiredNow.includes(id)) return 'rule'
  return before?.verdict === 'FAIL' ? 'already' : 'suite'
}
