import { sql } from 'kysely'
import { CodedError } from '#vocabulary/coded-error.ts'
import { recordAudit } from './audit.ts'
import type { Database } from './database.ts'

interface NewEvidence {
  readonly reportUuid: string
  readonly bundle: Uint8Array
  readonly root: string
  readonly receivedAt: Date
  readonly submittedBy: string
}

/**
 * Stores the evidence of a report that is here. The same bytes again change nothing.
 *
 * @returns whether it is new
 * @throws CodedError EVIDENCE_EXISTS for other bytes than are stored, SERVER_NOT_FOUND
 */
export async function insertEvidence(database: Database, evidence: NewEvidence): Promise<boolean> {
  const { reportUuid, bundle, root, receivedAt, submittedBy } = evidence
  return database.transaction().execute(async (transaction) => {
    const report = await transaction.selectFrom('report').select('id').where('uuid', '=', reportUuid).executeTakeFirst()
    if (!report) throw new CodedError('SERVER_NOT_FOUND', 'there is no report with this uuid')
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('evidence')
      .values({ report_id: report.id, bundle, root, received_at: receivedAt, submitted_by: submittedBy })
      .onConflict((conflict) => conflict.column('report_id').doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 1n) {
      const about = { uuid: reportUuid, root }
      await recordAudit(transaction, { at: receivedAt, actor: submittedBy, action: 'evidence-stored', about })
      return true
    }
    const known = await findEvidence(transaction, reportUuid)
    if (known && Buffer.from(known).equals(bundle)) return false
    throw new CodedError('EVIDENCE_EXISTS', 'there is other evidence for this report already')
  })
}

/** The bundle of a report as it came; undefined if there is none. */
export async function findEvidence(database: Database, reportUuid: string): Promise<Uint8Array | undefined> {
  const row = await database
    .selectFrom('evidence')
    .innerJoin('report', 'report.id', 'evidence.report_id')
    .select('evidence.bundle')
    .where('report.uuid', '=', reportUuid)
    .executeTakeFirst()
  return row?.bundle
}

/** The newest bundle of every subject about a scope, or all since a moment; of each subject newest first. */
export async function readEvidenceOfSubjects(
  database: Database,
  { scopeUuid, since, subject, most }: { scopeUuid: string; since?: Date; subject?: string; most: number },
): Promise<{ readonly subject: string; readonly bundles: readonly Uint8Array[] }[]> {
  const { rows } = await sql<{ subject: string; bundle: Uint8Array }>`
    WITH dated AS (
      SELECT report.subject, report.checked_at, evidence.report_id,
        row_number() OVER (PARTITION BY report.subject ORDER BY report.checked_at DESC, report.id DESC) AS place
      FROM evidence JOIN report ON report.id = evidence.report_id
      WHERE report.scope_uuid = ${scopeUuid} AND ${subject === undefined ? sql`true` : sql`report.subject = ${subject}`}
    )
    SELECT dated.subject, evidence.bundle FROM dated JOIN evidence USING (report_id)
    WHERE dated.place = 1 OR ${since === undefined ? sql`false` : sql`dated.checked_at >= ${since}`}
    ORDER BY dated.subject, dated.place LIMIT ${most + 1}
  `.execute(database)
  if (rows.length > most) {
    const message = `since: that is more than ${most} bundles; ask for a shorter time`
    throw new CodedError('SERVER_REQUEST_INVALID', message)
  }
  const bySubject = Map.groupBy(rows, (row) => row.subject)
  return [...bySubject].map(([name, own]) => ({ subject: name, bundles: own.map(({ bundle }) => bundle) }))
}
