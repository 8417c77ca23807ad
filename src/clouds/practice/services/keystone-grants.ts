import { GRANTABLE_ROLES, ROLE_NAMES, roleId } from '../content/domains.ts'
import { createObject } from '../objects/create-object.ts'
import { type PracticeObject, textField } from '../objects/practice-object.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeState } from '../practice-exchange.ts'
import {
  done,
  type KeystoneCall,
  keystoneList,
  keystoneNotFoundPage,
  notAuthorized,
  notFound,
} from './keystone-answers.ts'
import { allDomains, isAdmin, isManager, mayManage } from './keystone-authority.ts'

/** `/{domains|projects}/{id}/{users|groups}/{id}/roles[/{role}]`: grant, check, list, revoke. */
export function answerGrants(call: KeystoneCall): PracticeAnswer {
  const { path, request, session, state } = call
  const [scope, scopeId = '', actor, actorId = '', , wantedRole] = path
  const scopeDomain =
    scope === 'domains'
      ? allDomains(state).find((domain) => domain.id === scopeId)?.id
      : state.objects.find('project', scopeId)?.projectId
  const actorDomain = state.objects.find(actor === 'users' ? 'user' : 'group', actorId)?.projectId
  const action = { PUT: 'create_grant', DELETE: 'revoke_grant' }[request.method] ?? 'check_grant'
  const isAllowed = [scopeDomain, actorDomain].every((domain) => domain !== undefined && mayManage(domain, call))
  if (!isAllowed || scopeDomain === undefined) return notAuthorized(action)
  const place = `${scope}/${scopeId}/${actor}/${actorId}`
  if (wantedRole === undefined) {
    const roles = state.objects.list('role-assignment').filter((grant) => grant.id.startsWith(`${place}/`))
    return keystoneList(
      'roles',
      roles.map((grant) => renderRole(textField(grant, 'role'), state)),
      call,
    )
  }
  const role = ROLE_NAMES.find((name) => roleId(name) === wantedRole)
  if (role === undefined) return isAdmin(session) ? notFound('role', wantedRole) : notAuthorized(action)
  const isGrantable = GRANTABLE_ROLES.includes(role) || state.content.behaviour.domainManager.mayGrantAdmin
  if (!isAdmin(session) && !isGrantable) return notAuthorized(action)
  const id = `${place}/${wantedRole}`
  const grant = state.objects.find('role-assignment', id)
  switch (request.asked) {
    case 'PUT':
      if (grant === undefined) createGrant(id, role, scopeDomain, session.user.id, state)
      return done()
    case 'HEAD':
    case 'GET':
      return grant === undefined ? notFound('role assignment', id) : done()
    case 'DELETE':
      if (grant === undefined) return notFound('role assignment with role', wantedRole)
      state.objects.remove(grant)
      return done()
    default:
      return keystoneNotFoundPage()
  }
}

/** A grant is an object whose id names scope, actor and role. */
export function createGrant(
  id: string,
  role: string,
  domainId: string,
  userId: string | null,
  state: Pick<PracticeState, 'at' | 'objects' | 'randomness'>,
): void {
  createObject(state, { projectId: domainId, userId }, 'role-assignment', {
    id,
    name: null,
    status: '',
    fields: { role },
  })
}

/** `/role_assignments`, filtered by user, group, role and scope; a manager sees those of the own domain. */
export function answerRoleAssignments(call: KeystoneCall): PracticeAnswer {
  const { request, session, state } = call
  if (!isAdmin(session) && !isManager(session, state)) return notAuthorized('list_role_assignments')
  const query = request.url.searchParams
  const filters: readonly (readonly [name: string, part: string])[] = [
    ['user.id', 'users'],
    ['group.id', 'groups'],
    ['scope.project.id', 'projects'],
    ['scope.domain.id', 'domains'],
  ]
  const grants = state.objects
    .list('role-assignment')
    .filter((grant) => mayManage(grant.projectId, call))
    .filter((grant) =>
      filters.every(([name, part]) => !query.has(name) || grant.id.includes(`${part}/${query.get(name)}`)),
    )
    .filter((grant) => !query.has('role.id') || grant.id.endsWith(`/${query.get('role.id')}`))
  return keystoneList(
    'role_assignments',
    grants.map((grant) => renderGrant(grant, state)),
    call,
  )
}

function renderGrant(grant: PracticeObject, state: PracticeState): object {
  const [scope, scopeId, actor, actorId, role] = grant.id.split('/')
  const path = `${scope}/${scopeId}/${actor}/${actorId}/roles/${role}`
  return {
    links: { assignment: `${state.origin}/identity/v3/${path}` },
    scope: { [scope === 'domains' ? 'domain' : 'project']: { id: scopeId } },
    [actor === 'users' ? 'user' : 'group']: { id: actorId },
    role: { id: role },
  }
}

/** `/roles` and `/roles/{id}`: managers may look roles up, and never change them. */
export function answerRoles(call: KeystoneCall): PracticeAnswer {
  const { path, request, session, state } = call
  const action = { GET: 'list_roles', POST: 'create_role', PATCH: 'update_role' }[request.method] ?? 'delete_role'
  if (!isAdmin(session) && !isManager(session, state)) return notAuthorized(action)
  if (request.method !== 'GET') {
    if (!isAdmin(session) && !state.content.behaviour.domainManager.mayCreateRoles) return notAuthorized(action)
    // The roles of a practice cloud never really change: it only says that they do.
    if (request.method === 'DELETE') return done()
    return jsonAnswer(request.method === 'POST' ? 201 : 200, { role: renderRole('practice-role', state) })
  }
  if (path[1] === undefined) {
    const name = request.url.searchParams.get('name')
    const names = ROLE_NAMES.filter((role) => name === null || role === name)
    return keystoneList(
      'roles',
      names.map((role) => renderRole(role, state)),
      call,
    )
  }
  const role = ROLE_NAMES.find((name) => roleId(name) === path[1])
  return role === undefined ? notFound('role', path[1]) : jsonAnswer(200, { role: renderRole(role, state) })
}

function renderRole(name: string, state: PracticeState): object {
  const id = roleId(name)
  const links = { self: `${state.origin}/identity/v3/roles/${id}` }
  return { id, name, domain_id: null, description: null, options: {}, links }
}
