import type { PracticeUser } from '../practice-content.ts'
import { type Randomness, randomHexId, randomSecret } from '../randomness.ts'

/** A domain of the Identity service. */
export interface PracticeDomain {
  readonly id: string
  readonly name: string
}

export const DEFAULT_DOMAIN: PracticeDomain = { id: 'default', name: 'Default' }

/** Roles that exist; a manager may grant the first two. */
export const ROLE_NAMES = ['member', 'reader', 'load-balancer_member', 'manager', 'admin'] as const
export const GRANTABLE_ROLES: readonly string[] = ['member', 'reader', 'load-balancer_member']

/** The users with the role `manager` on one domain each, as the check of scs-0302 needs them; they have no project. */
export function healthyDomainManagers(randomness: Randomness): PracticeUser[] {
  return ['a', 'b'].map((letter) => ({
    id: randomHexId(randomness),
    name: `practice-manager-${letter}`,
    password: randomSecret(randomness),
    projectId: '',
    projectName: '',
    roles: ['manager', 'member', 'reader'],
    domain: { id: randomHexId(randomness), name: `practice-domain-${letter}` },
  }))
}

/** The id of a role, as stable as its name. */
export function roleId(name: string): string {
  return Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32)
}
