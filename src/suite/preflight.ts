import type { AbortReason } from '#vocabulary/abort-reason.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { printable } from './print/printable.ts'

const ELEVATED_ROLES = ['admin', 'manager']
const NEEDED_ROLE = 'member'

/** Whether a run may go on with the roles of its token. */
export interface RoleJudgement {
  readonly isAllowed: boolean
  /** The roles that prove too much, as they are named in the token. */
  readonly elevated: readonly string[]
  readonly isMember: boolean
  /** Why not, for a person and for every testcase; absent if the run may go on. */
  readonly refusal?: { readonly error: CodedError; readonly reason: AbortReason }
}

/**
 * Judges the effective role names of a token before anything is observed: results with the role admin or manager prove
 * nothing about ordinary users, and without member a run could not do what ordinary users can. Case-sensitive, as
 * role names are.
 */
export function judgeRoles(roles: readonly string[]): RoleJudgement {
  const elevated = ELEVATED_ROLES.filter((role) => roles.includes(role))
  const isMember = roles.includes(NEEDED_ROLE)
  if (elevated.length > 0) {
    const detail = `The credential has the role ${elevated.join(' and the role ')}: its results prove nothing about ordinary users.`
    return { isAllowed: false, elevated, isMember, refusal: refusal('SUITE_ROLE_TOO_POWERFUL', detail, 'credential') }
  }
  if (!isMember) {
    const there =
      roles.length === 0 ? 'it has no role' : `it has: ${printable(roles.slice(0, 20).join(', ').slice(0, 500))}`
    const detail = `The credential lacks the role ${NEEDED_ROLE}; ${there}.`
    return { isAllowed: false, elevated, isMember, refusal: refusal('SUITE_ROLE_MISSING', detail, 'permission') }
  }
  return { isAllowed: true, elevated, isMember }
}

function refusal(
  code: 'SUITE_ROLE_TOO_POWERFUL' | 'SUITE_ROLE_MISSING',
  detail: string,
  abortClass: AbortReason['class'],
): NonNullable<RoleJudgement['refusal']> {
  return { error: new CodedError(code, detail), reason: { class: abortClass, detail } }
}
