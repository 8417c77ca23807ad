import { complianceChanges } from '#evaluation/compliance-changes.ts'
import { history } from '#evaluation/history.ts'
import type { SubjectChange } from '#pages/feeds/feed.ts'
import type { Scope } from '#scopes/scope.ts'
import type { ServerContext } from '../context.ts'
import { publicName } from '../listing/public-name.ts'
import { type ListedSubject, readListedSubjects } from '../storage/account-queries.ts'
import { findChanged, readScopesOf } from '../storage/find-changed.ts'
import { readHistory } from '../storage/read-history.ts'

interface Span {
  readonly from: Date
  readonly until: Date
}

/** How the compliance of some subjects changed within a span, for all scopes of which results are known. */
export async function changesOfSubjects(
  context: ServerContext,
  subjects: readonly ListedSubject[],
  span: Span,
): Promise<SubjectChange[]> {
  const changes: SubjectChange[] = []
  for (const listed of subjects) {
    for (const uuid of await readScopesOf(context.database, listed.subject)) {
      const scope = context.scopes.find(uuid)
      if (scope) changes.push(...(await changesOf(context, listed, scope, span)))
    }
  }
  return changes
}

/** The same for every subject that is listed, for one scope or for all. */
export async function changesOfEverybody(
  context: ServerContext,
  scope: Scope | undefined,
  span: Span,
): Promise<SubjectChange[]> {
  const { database, published, scopes } = context
  const everybodyOf = scopes.all.filter((known) => hasTimelineChange(known, span)).map(({ uuid }) => uuid)
  const changed = await findChanged(database, { ...(scope && { scopeUuid: scope.uuid }), everybodyOf, ...span })
  const listed = new Map((await readListedSubjects(database)).map((one) => [one.subject, one]))
  const changes: SubjectChange[] = []
  for (const { subject, scopeUuid } of changed) {
    const known = scopes.find(scopeUuid)
    const account = listed.get(subject)
    if (known && account && publicName(published.listing, account, known) !== undefined)
      changes.push(...(await changesOf(context, account, known, span)))
  }
  return changes
}

async function changesOf(
  { database, testcases }: ServerContext,
  { subject, display }: ListedSubject,
  scope: Scope,
  { from, until }: Span,
): Promise<SubjectChange[]> {
  const results = await readHistory(database, { subject, scopeUuid: scope.uuid, from, until, known: 'now' })
  const { periods } = history({ scope, defaults: testcases.defaults, results, from, until })
  const { uuid, name, slug } = scope
  return complianceChanges(periods).map((change) => ({
    ...change,
    subject,
    name: display.name ?? subject,
    scope: { uuid, name, slug },
  }))
}

function hasTimelineChange({ timeline }: Scope, { from, until }: Span): boolean {
  return timeline.some(({ date }) => {
    const midnight = new Date(`${date}T00:00:00Z`)
    return midnight >= from && midnight <= until
  })
}
