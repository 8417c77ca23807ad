import type { ParsedReport } from '#report/parse-reports.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Account } from '../accounts/account.ts'
import type { Database } from '../storage/database.ts'
import { keptAccounts } from '../storage/kept-accounts.ts'

/**
 * Checks that an account may hand in reports for every subject in them: its own, any with the role append_any, and those
 * that have named it as their delegate.
 *
 * @throws CodedError SERVER_SUBJECT_FORBIDDEN that names the subjects
 */
export async function authorise(
  database: Database,
  account: Account,
  reports: readonly Pick<ParsedReport, 'subject'>[],
): Promise<void> {
  if (account.roles.includes('append_any')) return
  const others = [...new Set(reports.map(({ subject }) => subject))].filter((subject) => subject !== account.subject)
  if (others.length === 0) return
  const delegated = await keptAccounts(database).readSubjectsDelegatedTo(account.id)
  const forbidden = others.filter((subject) => !delegated.has(subject))
  if (forbidden.length > 0) {
    const message = `${account.subject} may not hand in reports for ${forbidden.join(', ')}`
    throw new CodedError('SERVER_SUBJECT_FORBIDDEN', message)
  }
}
