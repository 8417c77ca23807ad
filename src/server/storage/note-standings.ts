import { sql } from 'kysely'
import type { DatedResult } from '#evaluation/compliance.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import { holdLog, type LogAct } from './append-to-log.ts'
import { readCurrentResults } from './current-results.ts'
import type { Database } from './database.ts'

/** The standings of a subject against the versions of a scope that are in force; empty for a scope that is not known. */
export type Standings = (scopeUuid: string, results: readonly DatedResult[], at: Date) => ReadonlyMap<string, Standing>

interface Place {
  readonly subject: string
  readonly scopeUuid: string
}

interface Noted {
  readonly subject: string
  readonly scope_uuid: string
  readonly version: string
  readonly standing: Standing
}

/**
 * Evaluates subjects within a transaction, notes which standings are not those that the log has last, and gives back what
 * the log has to tell of them. Holds the log from here on, so that nobody tells an older standing after a newer one.
 */
export async function noteStandings(
  transaction: Database,
  places: readonly Place[],
  standings: Standings,
  at: Date,
): Promise<LogAct[]> {
  if (places.length === 0) return []
  await holdLog(transaction)
  const byKey = new Map(places.map((place) => [`${place.subject} ${place.scopeUuid}`, place]))
  const subjects = [...new Set(places.map(({ subject }) => subject))]
  const results = await readCurrentResults(transaction, { subjects, at })
  const present = [...byKey.values()].flatMap(({ subject, scopeUuid }) =>
    [...standings(scopeUuid, results.get(subject)?.get(scopeUuid) ?? [], at)].map(
      ([version, standing]): Noted => ({ subject, scope_uuid: scopeUuid, version, standing }),
    ),
  )
  const { rows: changed } = await sql<Noted>`
    INSERT INTO logged_evaluation AS noted (subject, scope_uuid, version, standing)
    SELECT subject, scope_uuid, version, standing
    FROM jsonb_to_recordset(${JSON.stringify(present)}::text::jsonb)
      AS given (subject text, scope_uuid text, version text, standing text)
    ON CONFLICT (subject, scope_uuid, version) DO UPDATE SET standing = excluded.standing
      WHERE noted.standing <> excluded.standing
    RETURNING subject, scope_uuid, version, standing
  `.execute(transaction)
  return changed.map(({ subject, scope_uuid, version, standing }) => ({
    kind: 'evaluation',
    at,
    opening: JSON.stringify(['evaluation', subject, scope_uuid, version, standing]),
  }))
}
