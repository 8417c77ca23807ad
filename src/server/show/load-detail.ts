import type { Compliance } from '#evaluation/compliance.ts'
import type { DetailMember, DetailPageData } from '#pages/detail-page.ts'
import type { TestcaseEvidence } from '#pages/finding-list.ts'
import type { Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { ServerContext } from '../context.ts'
import { loadState } from '../state/load-state.ts'
import type { Moment } from '../state/moment.ts'
import { findMembers } from './find-members.ts'
import { loadEvidence } from './load-evidence.ts'

interface DetailQuestion {
  readonly key: string
  readonly scope: Scope
  readonly moment: Moment
  readonly withDrafts: boolean
}

/** Evidence is kept as long as the evaluation that it belongs to. */
const evidenceOf = new WeakMap<Compliance['testcases'], Map<TestcaseId, TestcaseEvidence>>()

/**
 * Everything that the detail page says about a subject, or about each member of a group.
 *
 * @throws CodedError SERVER_NOT_FOUND
 */
export async function loadDetail(context: ServerContext, question: DetailQuestion): Promise<DetailPageData> {
  const { key, scope, moment, withDrafts } = question
  const found = await findMembers(context.database, key)
  if (!found) throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject')
  const subjects = found.members.map(({ subject }) => subject)
  const state = await loadState(context, moment, { subjects, scope })
  const members: DetailMember[] = []
  for (const { subject, display } of found.members) {
    const compliance = state.of(subject, scope).evaluate({ withDrafts })
    const evidence = await keptEvidence(context, compliance.testcases)
    members.push({ subject, name: display.name ?? subject, compliance, evidence })
  }
  const { name, isGroup } = found
  return { key, name, isGroup, scope, members, withDrafts, texts: context.testcases.descriptions }
}

async function keptEvidence(
  { database }: ServerContext,
  testcases: Compliance['testcases'],
): Promise<Map<TestcaseId, TestcaseEvidence>> {
  const kept = evidenceOf.get(testcases)
  if (kept) return kept
  const wanted = testcases.flatMap(({ testcaseId, result }) =>
    result ? [{ testcaseId, reportUuid: result.reportUuid }] : [],
  )
  const evidence = await loadEvidence(database, wanted)
  evidenceOf.set(testcases, evidence)
  return evidence
}
