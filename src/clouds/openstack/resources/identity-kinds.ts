import { IDENTITY } from '../services.ts'
import { plainKind } from './plain-kind.ts'

// To whom Keystone shows a domain only, it says 403 about every id that is not in it.
const common = { api: IDENTITY, prefix: 'scs-test-', isGoneAtOnce: true, isAbsenceHidden: true } as const

/** Users, projects, groups and roles (Identity API v3): what a domain manager creates, or must not be able to. */
export const USER = plainKind({ ...common, kind: 'user', path: '/users', singular: 'user', plural: 'users' })

export const PROJECT = plainKind({
  ...common,
  kind: 'project',
  path: '/projects',
  singular: 'project',
  plural: 'projects',
})

export const GROUP = plainKind({ ...common, kind: 'group', path: '/groups', singular: 'group', plural: 'groups' })

export const ROLE = plainKind({ ...common, kind: 'role', path: '/roles', singular: 'role', plural: 'roles' })
