import { evaluate } from '#evaluation/evaluate.ts'
import { worstMember } from '#evaluation/worst-member.ts'
import type { DetailListing, DetailMember, DetailPageData } from '#pages/detail-page.ts'
import type { Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import type { ListedSubject } from '../storage/account-queries.ts'
import { type ResultsBySubject, readCurrentResults } from '../storage/current-results.ts'
import { readLastPasses } from '../storage/read-last-passes.ts'
import { readRunners } from '../storage/read-runners.ts'
import { findMembers, groupKey, groupOfKey, type SubjectOrGroup } from './find-members.ts'
import { loadEvidence } from './load-evidence.ts'
import { beginOfHistory, loadHistory } from './load-over-time.ts'

interface DetailQuestion {
  readonly key: string
  readonly scope: Scope
  readonly at: Date
  readonly withDrafts: boolean
  /** Whether the last 18 months are wanted, too. */
  readonly withHistory: boolean
}

/** Everything that the page of a subject or a group says. Throws CodedError SERVER_NOT_FOUND. */
export async function loadDetail(context: ServerContext, question: DetailQuestion): Promise<DetailPageData> {
  const { key, scope, at, withDrafts } = question
  const found = await findMembers(context.database, key)
  if (!found) throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject')
  const subjects = found.members.map(({ subject }) => subject)
  const results = await readCurrentResults(context.database, { subjects, scopeUuid: scope.uuid, at })
  const members: DetailMember[] = []
  for (const member of found.members) members.push(await loadMember(context, question, member, results))
  const listing = listingOf(context, key, found, scope)
  const group = found.isGroup ? undefined : found.members[0]?.group
  const worst = found.isGroup ? worstMember(members) : undefined
  return {
    key,
    name: listing.name ?? found.name,
    isGroup: found.isGroup,
    scope,
    members: found.isGroup ? members : members.map((member) => ({ ...member, name: listing.name ?? member.name })),
    ...(worst && worst.compliance.standing !== 'PASS' && { worstMember: worst.name }),
    listing,
    ...(group !== undefined && { partOf: { key: groupKey(group), name: listedGroup(context, group)?.name ?? group } }),
    withDrafts,
    texts: context.testcases.descriptions,
  }
}

async function loadMember(
  context: ServerContext,
  { scope, at, withDrafts, withHistory }: DetailQuestion,
  { subject, display }: ListedSubject,
  results: ResultsBySubject,
): Promise<DetailMember> {
  const { database, testcases } = context
  const own = results.get(subject)?.get(scope.uuid) ?? []
  const compliance = evaluate({ scope, defaults: testcases.defaults, results: own, at, withDrafts })
  const counting = compliance.testcases.flatMap(({ result }) => (result ? [result] : []))
  const wanted = counting.map(({ testcaseId, reportUuid }) => ({ testcaseId, reportUuid }))
  const from = beginOfHistory(at)
  return {
    subject,
    name: display.name ?? subject,
    compliance,
    evidence: await loadEvidence(database, wanted),
    lastPasses: await readLastPasses(database, {
      subject,
      scopeUuid: scope.uuid,
      testcaseIds: compliance.testcases
        .filter(({ standing }) => standing === 'FAIL')
        .map(({ testcaseId }) => testcaseId),
    }),
    runners: await readRunners(
      database,
      counting.map(({ reportUuid }) => reportUuid),
    ),
    ...(withHistory && {
      overTime: { from, until: at, periods: (await loadHistory(context, { subject, scope, from, until: at })).periods },
    }),
  }
}

/** What the listing says about a subject or a group; where it says nothing, what its account says. */
export function listingOf(
  { published }: Pick<ServerContext, 'published'>,
  key: string,
  { isGroup, members }: SubjectOrGroup,
  scope: Scope,
): DetailListing & { readonly name?: string | undefined } {
  const group = isGroup ? groupOfKey(key) : undefined
  const own = group === undefined ? published.listing.entries.find((one) => one.subject === key) : undefined
  const ofGroup = listedGroup({ published }, group ?? members[0]?.group)
  // A member of a group is listed as part of it, but has a name of its own.
  const entry =
    own ??
    (ofGroup && group === undefined ? { ...ofGroup, name: undefined, description: undefined, regions: [] } : ofGroup)
  const display = members[0]?.display
  return {
    ...entry,
    operator: entry?.operator ?? display?.operator,
    description: entry?.description ?? display?.description,
    listed: entry?.listed.get(scope.slug),
  }
}

function listedGroup({ published }: Pick<ServerContext, 'published'>, group: string | undefined) {
  return group === undefined ? undefined : published.listing.entries.find((one) => one.group === group)
}
