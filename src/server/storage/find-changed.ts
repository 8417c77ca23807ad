import type { Database } from './database.ts'

const LONGEST_LIFETIME_MONTHS = 14
const SHORTEST_LIFETIME_MS = 86_400_000

interface Question {
  /** Absent: of all scopes. */
  readonly scopeUuid?: string
  /** Scopes whose timeline changed in the span, so that everybody's compliance may have. */
  readonly everybodyOf: readonly string[]
  readonly from: Date
  readonly until: Date
}

/**
 * For which subjects and scopes a result may have come with another verdict, or expired, within a span: a superset of those
 * whose compliance changed, found without reading the results of all others.
 */
export async function findChanged(
  database: Database,
  { scopeUuid, everybodyOf, from, until }: Question,
): Promise<{ readonly subject: string; readonly scopeUuid: string }[]> {
  const oldest = new Date(from)
  oldest.setUTCMonth(oldest.getUTCMonth() - LONGEST_LIFETIME_MONTHS - 1)
  let begun = database
    .selectFrom('result_run')
    .select(['subject', 'scope_uuid'])
    .where('first_checked_at', '>=', from)
    .where('first_checked_at', '<=', until)
  let current = database
    .selectFrom('current_result')
    .select(['subject', 'scope_uuid'])
    .where(({ or, and, eb }) =>
      or([
        eb('scope_uuid', 'in', ['', ...everybodyOf]),
        eb('run_checked_at', '>=', from),
        and([eb('checked_at', '>=', oldest), eb('checked_at', '<=', new Date(until.getTime() - SHORTEST_LIFETIME_MS))]),
      ]),
    )
  if (scopeUuid !== undefined) {
    begun = begun.where('scope_uuid', '=', scopeUuid)
    current = current.where('scope_uuid', '=', scopeUuid)
  }
  const rows = await begun.union(current).execute()
  return rows.map(({ subject, scope_uuid }) => ({ subject, scopeUuid: scope_uuid }))
}

/** For which scopes results of a subject are known. */
export async function readScopesOf(database: Database, subject: string): Promise<string[]> {
  const rows = await database
    .selectFrom('current_result')
    .select('scope_uuid')
    .distinct()
    .where('subject', '=', subject)
    .execute()
  return rows.map(({ scope_uuid }) => scope_uuid)
}
