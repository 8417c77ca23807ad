import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { readSubjectsDelegatedTo } from '../storage/account-queries.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Account } from './account.ts'

/**
 * Lets an account read everything in a report if it is about its own subject, if it is a delegate of that subject, or with
 * the role read_any. Reading about others is recorded.
 *
 * @throws CodedError SERVER_ROLE_MISSING
 */
export async function requireReading(
  { database, clock }: Pick<ServerContext, 'database' | 'clock'>,
  account: Account,
  { subject, uuid }: { readonly subject: string; readonly uuid: string },
): Promise<void> {
  if (account.subject === subject) return
  const mayRead =
    account.roles.includes('read_any') || (await readSubjectsDelegatedTo(database, account.id)).has(subject)
  if (!mayRead) {
    throw new CodedError('SERVER_ROLE_MISSING', `${account.subject} may not read reports about other subjects`)
  }
  await recordAudit(database, { at: clock(), actor: account.subject, action: 'report-read', about: { uuid, subject } })
}
