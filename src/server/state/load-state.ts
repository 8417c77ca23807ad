import type { DatedResult } from '#evaluation/compliance.ts'
import { evaluate } from '#evaluation/evaluate.ts'
import type { Scope } from '#scopes/scope.ts'
import type { ServerContext } from '../context.ts'
import { readActiveSubjects } from '../storage/account-queries.ts'
import { readResultsAt } from '../storage/read-results-at.ts'
import type { Moment } from './moment.ts'
import type { State, SubjectState } from './state.ts'

/** Limits what is read for an earlier instant; what is known now is in memory anyway. */
interface Limits {
  readonly subjects?: readonly string[]
  readonly scope?: Scope
}

/** What is known of all subjects at a moment: now from memory, earlier from the stored history. */
export async function loadState(context: ServerContext, moment: Moment, limits: Limits = {}): Promise<State> {
  if (!moment.asked) return context.state.load(moment.at)
  const { at, known } = moment
  const { subjects, scope } = limits
  const [active, results] = await Promise.all([
    readActiveSubjects(context.database),
    readResultsAt(context.database, {
      at,
      ...(known && { known }),
      ...(subjects && { subjects }),
      ...(scope && { scopeUuid: scope.uuid }),
    }),
  ])
  const stateOf = (subject: string, ofScope: Scope, own: readonly DatedResult[]): SubjectState => ({
    subject,
    scope: ofScope,
    results: own,
    evaluate: ({ withDrafts = true } = {}) =>
      evaluate({ scope: ofScope, defaults: context.testcases.defaults, results: own, at, withDrafts }),
  })
  const all = [...results]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([subject, byScope]) =>
      [...byScope].flatMap(([uuid, own]) => {
        const known = context.scopes.find(uuid)
        return known ? [stateOf(subject, known, own)] : []
      }),
    )
  return {
    at,
    subjects: active,
    all,
    of: (subject, ofScope) => stateOf(subject, ofScope, results.get(subject)?.get(ofScope.uuid) ?? []),
  }
}
