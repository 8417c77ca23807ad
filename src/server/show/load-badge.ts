import { evaluate } from '#evaluation/evaluate.ts'
import { nextChangeAt } from '#evaluation/next-change-at.ts'
import { worstMember } from '#evaluation/worst-member.ts'
import { type BadgeState, badgeStateOf } from '#pages/badges/badge-state.ts'
import type { ServerContext } from '../context.ts'
import { readCurrentResults } from '../storage/current-results.ts'
import { findMembers } from './find-members.ts'

interface LoadedBadge {
  readonly state: BadgeState
  /** Names for people, where they are known. */
  readonly subject?: string
  readonly scope?: string
  /** From then on the state may be another without any report. */
  readonly changesAt?: Date
}

/** How a subject, or a group by its worst member, stands for a scope at a moment, and until when that can hold. */
export async function loadBadge(
  context: ServerContext,
  { key, scopeName, at }: { readonly key: string; readonly scopeName: string; readonly at: Date },
): Promise<LoadedBadge> {
  const { database, scopes, testcases } = context
  const scope = scopes.find(scopeName)
  const found = await findMembers(database, key)
  if (!scope || !found) return { state: 'unknown', ...(scope && { scope: scope.name }) }
  const subjects = found.members.map(({ subject }) => subject)
  const results = await readCurrentResults(database, { subjects, scopeUuid: scope.uuid, at })
  const members = subjects.map((subject) => {
    const own = results.get(subject)?.get(scope.uuid) ?? []
    return { own, compliance: evaluate({ scope, defaults: testcases.defaults, results: own, at }) }
  })
  const changes = members.flatMap(({ own, compliance }) => nextChangeAt(scope, compliance, own)?.getTime() ?? [])
  return {
    state: badgeStateOf(worstMember(members)?.compliance),
    subject: found.name,
    scope: scope.name,
    ...(changes.length > 0 && { changesAt: new Date(Math.min(...changes)) }),
  }
}
