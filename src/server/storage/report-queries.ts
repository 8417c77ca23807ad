import { sql } from 'kysely'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'

export interface StoredReport {
  readonly uuid: string
  readonly subject: string
  readonly scopeUuid: string
  readonly checkedAt: Date
  readonly receivedAt: Date
  readonly submittedBy: string
  /** Imported from the predecessor, which did not keep what was signed; `receivedAt` is then not known. */
  readonly isImported: boolean
  readonly document: unknown
}

/** Undefined if there is no report with this uuid. */
export async function findReport(database: Database, uuid: string): Promise<StoredReport | undefined> {
  const row = await database
    .selectFrom('report')
    .innerJoin('submission', 'submission.id', 'report.submission_id')
    .select(['uuid', 'subject', 'scope_uuid', 'checked_at', 'document', 'received_at', 'submitted_by', 'imported_at'])
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
      isImported: row.imported_at !== null,
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

/** What was sent, byte for byte: signature, `&`, reports; empty where the report was imported from the predecessor. */
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

/** Bytes of documents in one answer. */
const MOST_BYTES = 32 * 1024 * 1024

/**
 * The documents of reports as the database writes them, newest first.
 *
 * @throws CodedError SERVER_REQUEST_INVALID if they are too much for one answer; less would look like all there is
 */
export async function readReportTexts(
  database: Database,
  { subject, limit, skip }: ListQuestion,
  { mostBytes = MOST_BYTES } = {},
): Promise<string[]> {
  const { rows } = await sql<{ text: string | null; bytes: number }>`
    WITH wanted AS (
      SELECT document::text AS text, checked_at, id FROM report
      WHERE ${subject === undefined ? sql`true` : sql`subject = ${subject}`}
      ORDER BY checked_at DESC, id DESC LIMIT ${limit} OFFSET ${skip}
    ), size AS (
      SELECT coalesce(sum(octet_length(text)), 0)::bigint AS bytes FROM wanted
    )
    SELECT CASE WHEN size.bytes <= ${mostBytes}::bigint THEN wanted.text END AS text, size.bytes
    FROM wanted CROSS JOIN size ORDER BY wanted.checked_at DESC, wanted.id DESC
  `.execute(database)
  return rows.map(({ text, bytes }) => {
    if (text !== null) return text
    const message = `limit: these reports have ${bytes} bytes, one answer may have ${mostBytes}; ask for fewer at once`
    throw new CodedError('SERVER_REQUEST_INVALID', message)
  })
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
