import type { Runner } from '#pages/runner.ts'
import type { Role } from '../accounts/account.ts'
import type { Database } from './database.ts'

/** Who ran the checks of these reports, by uuid: told by the account that handed them in. */
export async function readRunners(database: Database, reportUuids: readonly string[]): Promise<Map<string, Runner>> {
  const wanted = [...new Set(reportUuids)]
  if (wanted.length === 0) return new Map()
  const rows = await database
    .selectFrom('report')
    .innerJoin('submission', 'submission.id', 'report.submission_id')
    .leftJoin('account', 'account.subject', 'submission.submitted_by')
    .select(['report.uuid', 'report.subject', 'submission.submitted_by', 'account.roles'])
    .where('report.uuid', 'in', wanted)
    .execute()
  return new Map(
    rows.map(({ uuid, subject, submitted_by, roles }) => [
      uuid,
      runnerOf(subject, submitted_by, (roles ?? []) as readonly Role[]),
    ]),
  )
}

function runnerOf(subject: string, submittedBy: string, roles: readonly Role[]): Runner {
  if (submittedBy === subject) return 'operator'
  return roles.some((role) => role === 'append_any' || role === 'assessor') ? 'assessment body' : 'delegate'
}
