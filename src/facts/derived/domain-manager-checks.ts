export const DOMAIN_MANAGER_BLOCKS = ['login', 'users', 'projects', 'groups', 'roles'] as const
export type DomainManagerBlock = (typeof DOMAIN_MANAGER_BLOCKS)[number]

/** One thing that a domain manager tries. */
export interface DomainManagerCheck {
  readonly id: string
  readonly block: DomainManagerBlock
  /** `works`: the call succeeds and has its effect; `refused`: 403, or 404 where the object may be hidden. */
  readonly expected: 'works' | 'refused'
}

const WORKS = {
  login: ['log-in', 'find-own-user', 'find-own-domain'],
  users: [
    'create-user',
    'find-user-by-id',
    'find-user-by-name',
    'update-user',
    'list-only-own-users',
    'grant-domain-role-to-user',
    'revoke-domain-role-from-user',
    'delete-user',
  ],
  projects: [
    'create-project',
    'find-project',
    'update-project',
    'grant-project-role-to-user',
    'revoke-project-role-from-user',
    'list-projects-of-user',
    'delete-project',
  ],
  groups: [
    'create-group',
    'add-member-to-group',
    'check-member-of-group',
    'list-members-of-group',
    'remove-member-from-group',
    'grant-domain-role-to-group',
    'revoke-domain-role-from-group',
    'grant-project-role-to-group',
    'revoke-project-role-from-group',
    'delete-group',
  ],
  roles: ['find-grantable-role'],
} as const satisfies Record<DomainManagerBlock, readonly string[]>

const REFUSED = {
  login: [],
  users: [
    'create-user-without-domain',
    'create-user-in-foreign-domain',
    'find-foreign-user',
    'update-foreign-user',
    'grant-role-in-foreign-domain-to-user',
    'revoke-role-in-foreign-domain-from-user',
    'delete-foreign-user',
  ],
  projects: [
    'create-project-without-domain',
    'create-project-in-foreign-domain',
    'find-foreign-project',
    'update-foreign-project',
    'grant-role-on-foreign-project',
    'revoke-role-on-foreign-project',
    'list-projects-of-foreign-user',
    'delete-foreign-project',
  ],
  groups: [
    'create-group-without-domain',
    'create-group-in-foreign-domain',
    'find-foreign-group',
    'update-foreign-group',
    'check-foreign-user-in-group',
    'add-foreign-user-to-group',
    'add-user-to-foreign-group',
    'list-members-of-foreign-group',
    'remove-user-from-foreign-group',
    'grant-role-in-foreign-domain-to-group',
    'revoke-role-in-foreign-domain-from-group',
    'delete-foreign-group',
  ],
  roles: [
    'grant-admin-to-user-on-domain',
    'grant-admin-to-user-on-project',
    'grant-admin-to-group-on-domain',
    'grant-admin-to-group-on-project',
    'create-role',
    'update-role',
    'delete-role',
  ],
} as const satisfies Record<DomainManagerBlock, readonly string[]>

/**
 * Everything that is tried for scs-0302-v1, in the order of the blocks; first what has to work, then what has to be
 * refused. The last block is what the reference leaves out (deviation D-52). The names are permanent: saved facts use them.
 */
export const DOMAIN_MANAGER_CHECKS: readonly DomainManagerCheck[] = DOMAIN_MANAGER_BLOCKS.flatMap((block) => [
  ...WORKS[block].map((id) => ({ id, block, expected: 'works' }) as const),
  ...REFUSED[block].map((id) => ({ id, block, expected: 'refused' }) as const),
])
