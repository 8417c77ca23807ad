import { sql } from 'kysely'
import { type ChangeAttribution, changeAttributionSchema } from '#report/replay/change-attribution.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'

/** A testcase that has another verdict in a report than in the newest earlier one that has it. */
export interface VerdictChange {
  readonly testcaseId: TestcaseId
  readonly before: Verdict
  readonly after: Verdict
  readonly earlierReportUuid: string
}

/** What a report changed. Reports that judged each scope version on its own are not compared. */
export async function readVerdictChanges(database: Database, reportUuid: string): Promise<VerdictChange[]> {
  const { rows } = await sql<VerdictChange>`
    SELECT own.testcase_id AS "testcaseId", earlier.verdict AS before, own.verdict AS after,
      earlier.uuid AS "earlierReportUuid"
    FROM report JOIN result AS own ON own.report_id = report.id AND own.scope_version = '*'
    CROSS JOIN LATERAL (
      SELECT other.uuid, result.verdict FROM report AS other JOIN result ON result.report_id = other.id
      WHERE other.subject = report.subject AND other.scope_uuid = report.scope_uuid
        AND result.testcase_id = own.testcase_id AND result.scope_version = '*'
        AND (other.checked_at, other.id) < (report.checked_at, report.id)
      ORDER BY other.checked_at DESC, other.id DESC LIMIT 1
    ) AS earlier
    WHERE report.uuid = ${reportUuid} AND earlier.verdict <> own.verdict
    ORDER BY own.testcase_id COLLATE "C"
  `.execute(database)
  return rows
}

/** Stores why testcases of a report stand differently; takes the place of what was said before. */
export async function storeAttributions(
  database: Database,
  reportUuid: string,
  attributions: readonly { readonly earlierReportUuid: string; readonly attribution: ChangeAttribution }[],
  at: Date,
): Promise<void> {
  if (attributions.length === 0) return
  const given = JSON.stringify(
    attributions.map(({ earlierReportUuid, attribution }) => {
      return { testcase_id: attribution.testcase, earlier_report_uuid: earlierReportUuid, attribution }
    }),
  )
  await sql`
    INSERT INTO change_attribution (report_id, testcase_id, earlier_report_uuid, attribution, made_at)
    SELECT report.id, given.testcase_id, given.earlier_report_uuid, given.attribution, ${at}::timestamptz
    FROM jsonb_to_recordset(${given}::text::jsonb) AS given (testcase_id text, earlier_report_uuid text, attribution jsonb)
    JOIN report ON report.uuid = ${reportUuid}
    ON CONFLICT (report_id, testcase_id) DO UPDATE
      SET (earlier_report_uuid, attribution, made_at) = (excluded.earlier_report_uuid, excluded.attribution, excluded.made_at)
  `.execute(database)
}

/** A change with its proved cause. */
export interface AttributedChange {
  readonly reportUuid: string
  readonly earlierReportUuid: string
  readonly checkedAt: Date
  readonly attribution: ChangeAttribution
}

/** The changes that a report brought, by testcase. */
export async function readReportChanges(database: Database, reportUuid: string): Promise<AttributedChange[]> {
  return readChanges(database, sql`report.uuid = ${reportUuid}`)
}

/** Of each testcase of a subject the newest change that is attributed. */
export async function readSubjectChanges(
  database: Database,
  { subject, scopeUuid }: { readonly subject: string; readonly scopeUuid: string },
): Promise<AttributedChange[]> {
  return readChanges(database, sql`report.subject = ${subject} AND report.scope_uuid = ${scopeUuid}`)
}

async function readChanges(database: Database, condition: ReturnType<typeof sql>): Promise<AttributedChange[]> {
  const { rows } = await sql<{ uuid: string; earlier: string; checked_at: Date; attribution: unknown }>`
    SELECT DISTINCT ON (change.testcase_id) report.uuid, change.earlier_report_uuid AS earlier, report.checked_at,
      change.attribution
    FROM change_attribution AS change JOIN report ON report.id = change.report_id
    WHERE ${condition}
    ORDER BY change.testcase_id, report.checked_at DESC, report.id DESC
  `.execute(database)
  return rows.flatMap(({ uuid, earlier, checked_at, attribution }) => {
    const parsed = changeAttributionSchema.safeParse(attribution)
    if (!parsed.success) return []
    return [{ reportUuid: uuid, earlierReportUuid: earlier, checkedAt: checked_at, attribution: parsed.data }]
  })
}
