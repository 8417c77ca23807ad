import type { FactName, ObservedFacts } from '#facts/facts.ts'
import type { ReadyItem, ReadyList } from '#report/replay/preview.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import { MAIN_TARGET, type Scope, type TestcaseDefaults } from '#scopes/scope.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { fold } from '#vocabulary/verdict.ts'
import type { Judges } from '../judges.ts'

/** What one run showed about a subject. */
export interface SubjectEvidence {
  readonly subject: string
  readonly checkedAt: Date
  readonly facts: ObservedFacts
  readonly withheld: ReadonlySet<FactName>
  /** The suite whose judges made the report of the run. */
  readonly suite: { readonly version: string; readonly digest: string }
}

/** What is known about testcases that no program judges. */
export interface PersonTestcase {
  readonly id: TestcaseId
  readonly title: string
  readonly requirement: string
  readonly remedy: string
}

export interface ReadyQuestion {
  readonly scope: Scope
  readonly version: string
  readonly evidence: SubjectEvidence
  readonly judges: Judges
  readonly byPerson: ReadonlyMap<TestcaseId, PersonTestcase>
  readonly defaults: TestcaseDefaults
  readonly at: Date
}

const MOST_FINDINGS = 50

/**
 * Is the subject ready for a scope version? Its required testcases as a check list, ticked by judging evidence.
 *
 * @throws CodedError SCOPE_VERSION_UNKNOWN
 */
export function readyList({ scope, version, evidence, judges, byPerson, defaults, at }: ReadyQuestion): ReadyList {
  const ids = resolveVersion(scope, version, defaults).targets.get(MAIN_TARGET) ?? []
  const judgements = judges.judge(ids, evidence.facts, at)
  const items = ids.map((id) => readyItem(id, judgements.get(id), judges, byPerson, evidence.withheld))
  return {
    subject: evidence.subject,
    scope: scope.slug,
    version,
    at: at.toISOString(),
    checkedAt: evidence.checkedAt.toISOString(),
    standing: fold(items.filter(({ judgedBy }) => judgedBy === 'program').map(({ standing }) => standing)),
    items,
  }
}

/** One line of the list. */
export function readyItem(
  id: TestcaseId,
  judgement: Judgement | undefined,
  judges: Judges,
  byPerson: ReadonlyMap<TestcaseId, PersonTestcase>,
  withheld: ReadonlySet<FactName>,
): ReadyItem {
  const known = judges.testcases.get(id)
  const { title = id, requirement = '', remedy = '' } = known ?? byPerson.get(id) ?? {}
  const findings = judgement?.verdict === 'FAIL' ? judgement.findings : []
  const hidden = known?.needs.find((name) => withheld.has(name))
  const reason = judgement?.verdict === 'ABORT' ? judgement.reason : null
  return {
    testcase: id,
    title,
    requirement,
    remedy,
    standing: judgement?.verdict ?? 'MISS',
    findings: findings.slice(0, MOST_FINDINGS).map((finding) => ({ ...finding, about: { ...finding.about } })),
    omitted: Math.max(0, findings.length - MOST_FINDINGS),
    reason: hidden === undefined ? reason : { class: 'inconclusive', detail: `The fact ${hidden} is withheld.` },
    judgedBy: known ? 'program' : byPerson.has(id) ? 'person' : 'nobody yet',
  }
}
