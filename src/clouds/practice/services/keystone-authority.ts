import { DEFAULT_DOMAIN, type PracticeDomain } from '../content/domains.ts'
import type { PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'

/** Whether the session is that of an administrator in a project. */
export function isAdmin(session: Session): boolean {
  return session.hasProject && session.user.roles.includes('admin')
}

/** Whether the token is for a domain on which its user is manager (scs-0302-v1). */
export function isManager(session: Session, state: PracticeState): boolean {
  const { isEffective } = state.content.behaviour.domainManager
  return isEffective && session.domainId !== null && session.user.roles.includes('manager')
}

/** Whether the session may see and change users, projects, groups and grants of that domain. */
export function mayManage(domainId: string, { session, state }: { session: Session; state: PracticeState }): boolean {
  if (isAdmin(session)) return true
  if (!isManager(session, state)) return false
  return domainId === session.domainId || state.content.behaviour.domainManager.reach === 'all-domains'
}

export function allDomains(state: PracticeState): PracticeDomain[] {
  return [DEFAULT_DOMAIN, ...state.content.domainManagers.map((manager) => manager.domain)]
}
