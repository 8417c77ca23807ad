import { sql } from 'kysely'
import { isWeightier, type Neighbour, placeResult, type RunResult, type VerdictRun } from '#evaluation/verdict-runs.ts'
import type { ParsedReport } from '#report/parse-reports.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { Database } from './database.ts'

/** A result that is not newer than the one that counts. */
export interface LateResult {
  readonly testcaseId: TestcaseId
  readonly verdict: Verdict
}

type Place = Pick<ParsedReport, 'subject' | 'scopeUuid'> & { readonly testcaseId: TestcaseId }

interface NeighbourRow {
  readonly testcaseId: TestcaseId
  readonly side: 'before' | 'same' | 'after'
  readonly verdict: Verdict
  readonly checkedAt: Date
  readonly reportUuid: string
  readonly runVerdict: Verdict
  readonly firstCheckedAt: Date
  readonly firstReportUuid: string
  readonly lastCheckedAt: Date
  readonly lastReportUuid: string
  readonly isCurrent: boolean
}

/** The embedded database works on the event loop: so many testcases take about 15 ms. */
const AT_ONCE = 200

/**
 * Lets results that arrive late split or join the runs of their time. Looks at the neighbours only, so that the cost does
 * not grow with the history.
 */
export async function placeLateResults(
  transaction: Database,
  report: ParsedReport,
  late: readonly LateResult[],
): Promise<void> {
  for (let start = 0; start < late.length; start += AT_ONCE) {
    const some = late.slice(start, start + AT_ONCE)
    const rows = await readNeighbours(transaction, report, some)
    const byTestcase = Map.groupBy(rows, ({ testcaseId }) => testcaseId)
    for (const one of some) await placeLateResult(transaction, report, one, byTestcase.get(one.testcaseId) ?? [])
  }
}

async function placeLateResult(
  transaction: Database,
  { reportUuid, subject, scopeUuid, checkedAt }: ParsedReport,
  { testcaseId, verdict }: LateResult,
  own: readonly NeighbourRow[],
): Promise<void> {
  const result: RunResult = { verdict, checkedAt, reportUuid }
  const same = own.find(({ side }) => side === 'same')
  if (same && !isWeightier(result, same)) return
  const before = own.find(({ side }) => side === 'before')
  const after = own.find(({ side }) => side === 'after')
  const isInside = before && after && before.firstCheckedAt.getTime() === after.firstCheckedAt.getTime()
  if (isInside && before.runVerdict === verdict) return
  const runs = placeResult(result, { before: before && neighbour(before), after: after && neighbour(after) })
  await replaceRuns(transaction, { subject, scopeUuid, testcaseId }, own, runs)
}

async function readNeighbours(
  transaction: Database,
  { reportUuid, subject, scopeUuid, checkedAt }: Omit<ParsedReport, 'results' | 'document'>,
  late: readonly LateResult[],
): Promise<readonly NeighbourRow[]> {
  const wanted = JSON.stringify(late.map(({ testcaseId }) => ({ testcase_id: testcaseId })))
  const results = sql`
    SELECT result.verdict, report.checked_at, report.uuid
    FROM report JOIN result ON result.report_id = report.id AND result.testcase_id = wanted.testcase_id
    WHERE report.subject = ${subject} AND report.scope_uuid = ${scopeUuid}`
  const byWeight = sql`verdict_rank(result.verdict), report.uuid COLLATE "C"`
  const { rows } = await sql<NeighbourRow>`
    SELECT wanted.testcase_id AS "testcaseId", found.side, found.verdict, found.checked_at AS "checkedAt",
      found.uuid AS "reportUuid", run.verdict AS "runVerdict", run.is_current AS "isCurrent",
      run.first_checked_at AS "firstCheckedAt", run.first_report_uuid AS "firstReportUuid",
      run.last_checked_at AS "lastCheckedAt", run.last_report_uuid AS "lastReportUuid"
    FROM jsonb_to_recordset(${wanted}::text::jsonb) AS wanted (testcase_id text)
    CROSS JOIN LATERAL (
      SELECT 'before' AS side, before.* FROM (
        ${results} AND report.checked_at < ${checkedAt} ORDER BY report.checked_at DESC, ${byWeight} LIMIT 1
      ) AS before
      UNION ALL
      SELECT 'same', same.* FROM (
        ${results} AND report.checked_at = ${checkedAt} AND report.uuid <> ${reportUuid} ORDER BY ${byWeight} LIMIT 1
      ) AS same
      UNION ALL
      SELECT 'after', after.* FROM (
        ${results} AND report.checked_at > ${checkedAt} ORDER BY report.checked_at, ${byWeight} LIMIT 1
      ) AS after
    ) AS found
    CROSS JOIN LATERAL (
      SELECT verdict, first_checked_at, first_report_uuid, last_checked_at, last_report_uuid, false AS is_current
      FROM result_run
      WHERE subject = ${subject} AND scope_uuid = ${scopeUuid} AND testcase_id = wanted.testcase_id
        AND first_checked_at <= found.checked_at AND last_checked_at >= found.checked_at
      UNION ALL
      SELECT verdict, run_checked_at, run_report_uuid, checked_at, report_uuid, true
      FROM current_result
      WHERE subject = ${subject} AND scope_uuid = ${scopeUuid} AND testcase_id = wanted.testcase_id
        AND run_checked_at <= found.checked_at AND checked_at >= found.checked_at
    ) AS run
  `.execute(transaction)
  return rows
}

function neighbour(row: NeighbourRow): Neighbour {
  const { runVerdict: verdict, firstCheckedAt, firstReportUuid, lastCheckedAt, lastReportUuid } = row
  const first = { checkedAt: firstCheckedAt, reportUuid: firstReportUuid }
  const last = { checkedAt: lastCheckedAt, reportUuid: lastReportUuid }
  return { result: row, run: { verdict, first, last } }
}

async function replaceRuns(
  transaction: Database,
  { subject, scopeUuid, testcaseId }: Place,
  touched: readonly NeighbourRow[],
  runs: readonly VerdictRun[],
): Promise<void> {
  const place = { subject, scope_uuid: scopeUuid, testcase_id: testcaseId }
  const firsts = touched.map(({ firstCheckedAt }) => firstCheckedAt)
  await transaction
    .deleteFrom('result_run')
    .where((where) => where.and(place))
    .where('first_checked_at', 'in', firsts)
    .execute()
  const newest = touched.some(({ isCurrent }) => isCurrent) ? runs.at(-1) : undefined
  const closed = runs.filter((run) => run !== newest)
  if (closed.length > 0) {
    const values = closed.map(({ verdict, first, last }) => ({
      ...place,
      verdict,
      first_checked_at: first.checkedAt,
      first_report_uuid: first.reportUuid,
      last_checked_at: last.checkedAt,
      last_report_uuid: last.reportUuid,
    }))
    await transaction.insertInto('result_run').values(values).execute()
  }
  if (!newest) return
  await transaction
    .updateTable('current_result')
    .set({
      verdict: newest.verdict,
      checked_at: newest.last.checkedAt,
      report_uuid: newest.last.reportUuid,
      run_checked_at: newest.first.checkedAt,
      run_report_uuid: newest.first.reportUuid,
    })
    .where((where) => where.and(place))
    .execute()
}
