import { CodedError } from '#vocabulary/coded-error.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { appendToLog, type LogAct } from './append-to-log.ts'
import { recordAudit } from './audit.ts'
import type { Database } from './database.ts'

/** What an assessor says about one result. */
export interface Remark {
  readonly reportUuid: string
  readonly scopeUuid: string
  readonly scopeVersion: string
  readonly testcaseId: string
  readonly isApproved: boolean
  /** The verdict that the assessor saw, where it was sent along. */
  readonly verdict?: Verdict
}

/**
 * Stores remarks, all or nothing; a later remark takes the place of an earlier one. Verdicts stay what they are.
 *
 * @throws CodedError SERVER_RESULT_UNKNOWN if there is no such result, or if it has another verdict than the one sent along
 */
export async function insertRemarks(
  database: Database,
  remarks: readonly Remark[],
  { actor, at }: { readonly actor: string; readonly at: Date },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const remark of remarks) {
      const { reportUuid, scopeVersion, testcaseId, isApproved } = remark
      const reportId = await findResult(transaction, remark)
      const values = { is_approved: isApproved, remarked_at: at, remarked_by: actor }
      await transaction
        .insertInto('remark')
        .values({ report_id: reportId, testcase_id: testcaseId, scope_version: scopeVersion, ...values })
        .onConflict((conflict) => conflict.columns(['report_id', 'testcase_id', 'scope_version']).doUpdateSet(values))
        .execute()
      const about = { report: reportUuid, testcase: testcaseId, version: scopeVersion, isApproved }
      await recordAudit(transaction, { at, actor, action: 'remark-stored', about })
    }
    await appendToLog(
      transaction,
      remarks.map((remark) => remarkAct(remark, at)),
    )
  })
}

/** What the transparency log tells of a remark, who made it excepted. */
export function remarkAct(
  { reportUuid, testcaseId, scopeVersion, isApproved }: Omit<Remark, 'scopeUuid' | 'verdict'>,
  at: Date,
): LogAct {
  return { kind: 'remark', at, opening: JSON.stringify(['remark', reportUuid, testcaseId, scopeVersion, isApproved]) }
}

async function findResult(transaction: Database, remark: Remark): Promise<number> {
  const { reportUuid, scopeUuid, scopeVersion, testcaseId, verdict } = remark
  const row = await transaction
    .selectFrom('result')
    .innerJoin('report', 'report.id', 'result.report_id')
    .select(['report.id', 'result.verdict'])
    .where('report.uuid', '=', reportUuid)
    .where('report.scope_uuid', '=', scopeUuid)
    .where('result.testcase_id', '=', testcaseId)
    .where('result.scope_version', '=', scopeVersion)
    .executeTakeFirst()
  if (!row) {
    throw new CodedError('SERVER_RESULT_UNKNOWN', `report ${reportUuid} has no such result for ${testcaseId}`)
  }
  if (verdict !== undefined && verdict !== row.verdict) {
    const message = `the result for ${testcaseId} in report ${reportUuid} is ${row.verdict}; a remark does not change it`
    throw new CodedError('SERVER_VERDICT_FIXED', message)
  }
  return row.id
}
