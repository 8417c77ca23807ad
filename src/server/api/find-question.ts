import type { Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isSubject } from '#vocabulary/subject.ts'
import type { ServerContext } from '../context.ts'
import { findListedSubject } from '../storage/account-queries.ts'
import { hasResults } from '../storage/read-history.ts'

/**
 * The scope, and the assurance that something is known of the subject: history outlives accounts.
 *
 * @throws CodedError SERVER_NOT_FOUND
 */
export async function findScopeOfSubject(
  { database, scopes }: ServerContext,
  { subject, scope: name }: { readonly subject: string; readonly scope: string },
): Promise<Scope> {
  const scope = scopes.find(name)
  const isKnown =
    isSubject(subject) && ((await findListedSubject(database, subject)) || (await hasResults(database, subject)))
  if (!scope || !isKnown) throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject or scope')
  return scope
}
