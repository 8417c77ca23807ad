import type { Compliance } from '#evaluation/compliance.ts'
import { worstMember } from '#evaluation/worst-member.ts'
import type { DetailListing, DetailMember, DetailPageData } from '#pages/detail-page.ts'
import type { Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { loadState } from '../state/load-state.ts'
import type { Moment } from '../state/moment.ts'
import type { State } from '../state/state.ts'
import type { ListedSubject } from '../storage/account-queries.ts'
import { readSubjectChanges } from '../storage/change-queries.ts'
import { readLastPasses } from '../storage/read-last-passes.ts'
import { readRunners } from '../storage/read-runners.ts'
import { changesByTestcase } from './changes-by-testcase.ts'
import { findMembers, groupKey, groupOfKey, type SubjectOrGroup } from './find-members.ts'
import { loadEvidence } from './load-evidence.ts'
import { beginOfHistory, loadHistory } from './load-over-time.ts'

interface DetailQuestion {
  readonly key: string
  readonly scope: Scope
  readonly moment: Moment
  readonly withDrafts: boolean
  /** Whether the last 18 months are wanted, too. */
  readonly withHistory: boolean
}

/** What follows from the results alone: kept as long as the evaluation that it belongs to. */
interface Kept {
  readonly facts: Promise<Pick<DetailMember, 'evidence' | 'lastPasses'>>
  readonly overTime: Map<number, Promise<NonNullable<DetailMember['overTime']>>>
}

const keptOf = new WeakMap<Compliance['testcases'], Kept>()

/**
 * Everything that the page of a subject or a group says.
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
  for (const member of found.members) members.push(await loadMember(context, question, member, state))
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
  { scope, moment, withDrafts, withHistory }: DetailQuestion,
  { subject, display }: ListedSubject,
  state: State,
): Promise<DetailMember> {
  const compliance = state.of(subject, scope).evaluate({ withDrafts })
  const { testcases } = compliance
  const kept = keptOf.get(testcases) ?? {
    facts: loadFacts(context, { subject, scope, moment, testcases }),
    overTime: new Map(),
  }
  keptOf.set(testcases, kept)
  const reports = testcases.flatMap(({ result }) => (result ? [result.reportUuid] : []))
  try {
    // First of all, so that its failure never goes unheard when another question fails, too.
    const facts = await kept.facts
    const changes = await readSubjectChanges(context.database, { subject, scopeUuid: scope.uuid })
    return {
      subject,
      name: display.name ?? subject,
      compliance,
      ...facts,
      runners: await readRunners(context.database, reports),
      changes: changesByTestcase(changes.filter(({ checkedAt }) => checkedAt <= moment.at)),
      ...(withHistory && { overTime: await keptOverTime(context, { subject, scope, moment }, kept) }),
    }
  } catch (error) {
    keptOf.delete(testcases)
    throw error
  }
}

interface FactsQuestion {
  readonly subject: string
  readonly scope: Scope
  readonly moment: Moment
  readonly testcases: Compliance['testcases']
}

async function loadFacts(
  { database }: ServerContext,
  { subject, scope, moment, testcases }: FactsQuestion,
): Promise<Pick<DetailMember, 'evidence' | 'lastPasses'>> {
  const counting = testcases.flatMap(({ result }) => (result ? [result] : []))
  const wanted = counting.map(({ testcaseId, reportUuid }) => ({ testcaseId, reportUuid }))
  // Which passes had been received by an earlier instant is not kept.
  const failed = moment.known ? [] : testcases.filter(({ standing }) => standing === 'FAIL')
  return {
    evidence: await loadEvidence(database, wanted),
    lastPasses: await readLastPasses(database, {
      subject,
      scopeUuid: scope.uuid,
      testcaseIds: failed.map(({ testcaseId }) => testcaseId),
      at: moment.at,
    }),
  }
}

/** While nothing changes, only the end of the last period moves on. */
async function keptOverTime(
  context: ServerContext,
  { subject, scope, moment }: { readonly subject: string; readonly scope: Scope; readonly moment: Moment },
  kept: Kept,
): Promise<NonNullable<DetailMember['overTime']>> {
  const { at } = moment
  const from = beginOfHistory(at)
  const loaded =
    kept.overTime.get(from.getTime()) ??
    loadHistory(context, { subject, scope, from, until: at, known: moment.known ?? 'now' }).then(({ periods }) => ({
      from,
      until: at,
      periods,
    }))
  kept.overTime.set(from.getTime(), loaded)
  const overTime = await loaded
  const last = overTime.periods.at(-1)
  return last && overTime.until < at
    ? { from, until: at, periods: overTime.periods.with(-1, { ...last, until: at }) }
    : overTime
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
