import type { Compliance, DatedResult } from '#evaluation/compliance.ts'
import { evaluate } from '#evaluation/evaluate.ts'
import { unchangedUntil } from '#evaluation/unchanged-until.ts'
import type { Scope, TestcaseDefaults } from '#scopes/scope.ts'
import type { Clock } from '#vocabulary/clock.ts'
import type { KnownScopes } from '../known-scopes.ts'
import { type ActiveSubject, readActiveSubjects } from '../storage/account-queries.ts'
import { readCurrentResults } from '../storage/current-results.ts'
import type { Database } from '../storage/database.ts'
import { readChanges, type StateChange } from '../storage/read-changes.ts'
import { shareRuns } from './share-runs.ts'
import type { State, SubjectState } from './state.ts'

interface Parts {
  readonly database: Database
  readonly scopes: KnownScopes
  readonly defaults: TestcaseDefaults
  readonly clock: Clock
}

/** The present state of all subjects. */
export interface KeptState {
  /** As of now: whatever was stored before the question is in the answer, whichever process stored it. */
  load(at: Date): Promise<State>
}

interface Kept {
  readonly change: StateChange
  readonly results: readonly DatedResult[]
  /** The moment at which the results were looked up. */
  readonly since: Date
  readonly evaluations: Map<boolean, { readonly compliance: Compliance; readonly until: number }>
}

interface Everything {
  readonly accountNumber: number
  readonly subjects: readonly ActiveSubject[]
  readonly kept: ReadonlyMap<string, Kept>
}

/**
 * Keeps the results that count of every subject in memory, with their evaluations. Each question asks the database which
 * subjects have changed, and reads these only; an evaluation is made again when its subject has changed, or when time alone
 * changes it. Memory grows with the subjects, not with the reports.
 */
export function createKeptState({ database, scopes, defaults, clock }: Parts): KeptState {
  let everything: Everything = { accountNumber: -1, subjects: [], kept: new Map() }

  const refresh = shareRuns(async () => {
    const at = clock()
    const changes = await readChanges(database)
    const stale = changes.states.filter((change) => everything.kept.get(keyOf(change))?.change.number !== change.number)
    const hasNew = stale.some((change) => !everything.kept.has(keyOf(change)))
    const subjects = [...new Set(stale.map(({ subject }) => subject))]
    const [accounts, read] = await Promise.all([
      changes.accounts === everything.accountNumber && !hasNew ? everything.subjects : readActiveSubjects(database),
      stale.length === 0 ? undefined : readCurrentResults(database, { subjects, at }),
    ])
    const fresh = new Map(
      stale.map((change): [string, Kept] => {
        const results = read?.get(change.subject)?.get(change.scopeUuid) ?? []
        return [keyOf(change), { change, results, since: at, evaluations: new Map() }]
      }),
    )
    const kept = new Map(
      changes.states.flatMap((change): [string, Kept][] => {
        const one = fresh.get(keyOf(change)) ?? everything.kept.get(keyOf(change))
        return one ? [[keyOf(change), one]] : []
      }),
    )
    everything = { accountNumber: changes.accounts, subjects: accounts, kept }
    return everything
  })

  function evaluateAt(scope: Scope, { results, evaluations }: Kept, at: Date, withDrafts: boolean): Compliance {
    const known = evaluations.get(withDrafts)
    if (known && known.compliance.at <= at && at.getTime() < known.until) return { ...known.compliance, at }
    const compliance = evaluate({ scope, defaults, results, at, withDrafts })
    evaluations.set(withDrafts, { compliance, until: unchangedUntil(compliance, scope, results) })
    return compliance
  }

  function stateOf(scope: Scope, kept: Kept, at: Date): SubjectState {
    return {
      subject: kept.change.subject,
      scope,
      results: kept.results,
      evaluate: ({ withDrafts = true } = {}) => evaluateAt(scope, kept, at, withDrafts),
    }
  }

  /** Results between the moment asked about and the look-up would hide those before them. */
  async function readAgain(kept: Kept, at: Date): Promise<Kept> {
    const isHidden = at < kept.since && kept.results.some(({ checkedAt }) => checkedAt > at && checkedAt <= kept.since)
    if (!isHidden) return kept
    const { subject, scopeUuid } = kept.change
    const read = await readCurrentResults(database, { subjects: [subject], scopeUuid, at })
    return { ...kept, results: read.get(subject)?.get(scopeUuid) ?? [], since: at, evaluations: new Map() }
  }

  return {
    load: async (at) => {
      const { subjects, kept } = await refresh()
      const all: SubjectState[] = []
      for (const one of kept.values()) {
        const scope = scopes.find(one.change.scopeUuid)
        if (scope && one.results.length > 0) all.push(stateOf(scope, await readAgain(one, at), at))
      }
      const byKey = new Map(all.map((one) => [keyOf({ subject: one.subject, scopeUuid: one.scope.uuid }), one]))
      return {
        at,
        subjects,
        all,
        of: (subject, scope) =>
          byKey.get(keyOf({ subject, scopeUuid: scope.uuid })) ?? stateOf(scope, nothingOf(subject, scope, at), at),
      }
    },
  }
}

function nothingOf(subject: string, scope: Scope, at: Date): Kept {
  return { change: { subject, scopeUuid: scope.uuid, number: 0 }, results: [], since: at, evaluations: new Map() }
}

function keyOf({ subject, scopeUuid }: Pick<StateChange, 'subject' | 'scopeUuid'>): string {
  return `${subject} ${scopeUuid}`
}
