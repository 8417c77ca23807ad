import { sql } from 'kysely'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'

export interface StoredReport {
  readonly uuid: string
  readonly subject: string
  readonly scopeUuid: string
  readonly checkedAt: Date
  readonly receivedAt: Date
  readonly submittedBy: string
  readonly document: unknown
}

/** Undefined if there is no report with this uuid. */
export async function findReport(database: Database, uuid: string): Promise<StoredReport | undefined> {
  const row = await database
    .selectFrom('report')
    .innerJoin('submission', 'submission.id', 'report.submission_id')
    .select(['uuid', 'subject', 'scope_uuid', 'checked_at', 'document', 'received_at', 'submitted_by'])
    .where('uuid', '=', uuid.toLowerCase())
    .executeTakeFirst()
  return (
    row && {
      uuid: row.uuid,
      subject: row.subject,
      scopeUuid: row.scope_uuid,
      checkedAt: row.checked_at,
      receivedAt: row.received_at,
      submittedBy: row.submitted_by,
      document: row.document,
    }
  )
}

/** The document of a report as the database writes it: with its own order of keys and every number as it came. */
export async function findReportText(
  database: Database,
  uuid: string,
): Promise<{ readonly subject: string; readonly text: string } | undefined> {
  return database
    .selectFrom('report')
    .select(['subject', sql<string>`document::text`.as('text')])
    .where('uuid', '=', uuid.toLowerCase())
    .executeTakeFirst()
}

/** What was sent, byte for byte: signature, `&`, reports. */
export async function findSignedBody(
  database: Database,
  uuid: string,
): Promise<{ readonly subject: string; readonly body: Uint8Array; readonly mediaType: string } | undefined> {
  const row = await database
    .selectFrom('report')
    .innerJoin('submission', 'submission.id', 'report.submission_id')
    .select(['subject', 'body', 'media_type'])
    .where('uuid', '=', uuid.toLowerCase())
    .executeTakeFirst()
  return row && { subject: row.subject, body: row.body, mediaType: row.media_type }
}

interface ListQuestion {
  /** Absent: of all subjects. */
  readonly subject?: string
  readonly limit: number
  readonly skip: number
}

/** The documents of reports as the database writes them, newest first. */
export async function readReportTexts(database: Database, { subject, limit, skip }: ListQuestion): Promise<string[]> {
  let query = database.selectFrom('report').select(sql<string>`document::text`.as('text'))
  if (subject !== undefined) query = query.where('subject', '=', subject)
  const rows = await query.orderBy('checked_at', 'desc').orderBy('id', 'desc').limit(limit).offset(skip).execute()
  return rows.map(({ text }) => text)
}

/** What reports say about single testcases (`siegel.testcases`); nothing for reports that say nothing. */
export async function readSiegelTestcases(
  database: Database,
  wanted: readonly { readonly testcaseId: string; readonly reportUuid: string }[],
): Promise<{ testcaseId: string; evidence: unknown }[]> {
  const { rows } = await sql<{ testcase_id: string; evidence: unknown }>`
    SELECT wanted."testcaseId" AS testcase_id, report.document #> ARRAY['siegel', 'testcases', wanted."testcaseId"] AS evidence
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::text::jsonb) AS wanted ("testcaseId" text, "reportUuid" text)
    JOIN report ON report.uuid = wanted."reportUuid"
  `.execute(database)
  return rows
    .filter(({ evidence }) => evidence !== null)
    .map(({ testcase_id, evidence }) => ({ testcaseId: testcase_id, evidence }))
}

/** The results of one report by testcase; of results per scope version each. */
export async function readResults(
  database: Database,
  uuid: string,
): Promise<{ readonly testcaseId: string; readonly verdict: Verdict }[]> {
  const rows = await database
    .selectFrom('result')
    .innerJoin('report', 'report.id', 'result.report_id')
    .select(['result.testcase_id', 'result.verdict'])
    .distinct()
    .where('report.uuid', '=', uuid.toLowerCase())
    .orderBy('result.testcase_id')
    .execute()
  return rows.map(({ testcase_id, verdict }) => ({ testcaseId: testcase_id, verdict }))
}
