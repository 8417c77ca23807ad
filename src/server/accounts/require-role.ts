import { CodedError } from '#vocabulary/coded-error.ts'
import type { Account, Role } from './account.ts'

/** Throws CodedError SERVER_ROLE_MISSING if the account lacks the role. */
export function requireRole(account: Account, role: Role): void {
  if (account.roles.includes(role)) return
  throw new CodedError('SERVER_ROLE_MISSING', `${account.subject} lacks the role ${role}`)
}
