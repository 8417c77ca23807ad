import { roleId } from '../content/domains.ts'
import {
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeRequest,
  type PracticeState,
  sessionOf,
} from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'
import { authenticate } from './authenticate.ts'
import {
  type KeystoneCall,
  keystoneError,
  keystoneInstant,
  keystoneList,
  keystoneNotFoundPage,
} from './keystone-answers.ts'
import { allDomains } from './keystone-authority.ts'
import { answerGrants, answerRoleAssignments, answerRoles } from './keystone-grants.ts'
import { answerIdentities, renderIdentity } from './keystone-identities.ts'
import { answerMemberships } from './keystone-memberships.ts'
import { answerDomains, answerOwn, renderDomain } from './keystone-own.ts'
import { renderServiceCatalogue } from './render-service-catalogue.ts'

const MALFORMED_TAIL = 'The request cannot be understood as it is; the fault is assumed to be with the client.'

/**
 * Identity API v3: versions, sign-in, validation and revocation of tokens, catalogue, application credentials; users,
 * projects, groups and grants for the managers of domains.
 */
export const keystone: PracticeProgram = (request, state) => {
  switch (`${request.method} ${request.path}`) {
    case 'GET /':
      return jsonAnswer(300, { versions: { values: [version(state)] } }, { location: `${state.origin}/identity/v3/` })
    case 'GET /v3':
      return jsonAnswer(200, { version: version(state) })
    case 'POST /v3/auth/tokens':
      return createToken(request, state)
    case 'GET /v3/auth/tokens':
    case 'DELETE /v3/auth/tokens':
      return inspectToken(request, state)
    default:
      return signedIn(request, state)
  }
}

function signedIn(request: PracticeRequest, state: PracticeState): PracticeAnswer {
  const path = request.path.split('/').slice(2)
  if (!request.path.startsWith('/v3/') || !COLLECTIONS.has(path[0] ?? '')) return keystoneNotFoundPage()
  const session = sessionOf(request, state)
  if (session === undefined) return refused(state)
  const call = { request, state, session, path }
  const [collection, , below] = path
  if (collection === 'auth') return answerAuth(call)
  if (path.length >= 5 && path[4] === 'roles') return answerGrants(call)
  switch (collection) {
    case 'users':
      return below === undefined ? answerIdentities('user', call) : answerOwn(call)
    case 'projects':
      return below === undefined ? answerIdentities('project', call) : keystoneNotFoundPage()
    case 'groups':
      if (below === undefined) return answerIdentities('group', call)
      return below === 'users' ? answerMemberships(call) : keystoneNotFoundPage()
    case 'domains':
      return answerDomains(call)
    case 'roles':
      return answerRoles(call)
    default:
      return answerRoleAssignments(call)
  }
}

const COLLECTIONS = new Set(['auth', 'users', 'projects', 'groups', 'domains', 'roles', 'role_assignments'])

/** What a token says about its owner: catalogue, projects, domains. */
function answerAuth(call: KeystoneCall): PracticeAnswer {
  const { path, request, session, state } = call
  if (!['catalog', 'projects', 'domains'].includes(path[1] ?? '')) return keystoneNotFoundPage()
  if (request.method !== 'GET') return keystoneError(405, 'Method Not Allowed', 'This method is not possible here.')
  switch (path[1]) {
    case 'catalog':
      return session.hasProject || session.domainId !== null
        ? keystoneList('catalog', renderServiceCatalogue(session, state), call)
        : keystoneError(403, 'Forbidden', 'Only a token with a project has a service catalog.')
    case 'projects': {
      const own = state.objects.find('project', session.user.projectId)
      return keystoneList('projects', own === undefined ? [] : [renderIdentity(own, state)], call)
    }
    default: {
      const managed = allDomains(state).filter(
        (domain) => domain === session.user.domain && isDomainManager(session, state),
      )
      return keystoneList(
        'domains',
        managed.map((domain) => renderDomain(domain, state)),
        call,
      )
    }
  }
}

function isDomainManager(session: Session, state: PracticeState): boolean {
  return state.content.domainManagers.includes(session.user)
}

function createToken(request: PracticeRequest, state: PracticeState): PracticeAnswer {
  const outcome = authenticate(request, state)
  switch (outcome.kind) {
    case 'session':
      return tokenAnswer(201, outcome.session, request, state)
    case 'malformed':
      return keystoneError(400, 'Bad Request', `${outcome.message} ${MALFORMED_TAIL}`)
    case 'unsupported-method':
      return keystoneError(401, 'Unauthorized', 'Attempted to authenticate with an unsupported method.', state)
    case 'unknown-application-credential':
      return keystoneError(404, 'Not Found', `Could not find Application Credential: ${outcome.id}.`)
    case 'refused':
      return refused(state)
  }
}

function inspectToken(request: PracticeRequest, state: PracticeState): PracticeAnswer {
  const asking = sessionOf(request, state)
  if (asking === undefined) return refused(state)
  const subjectToken = request.headers['x-subject-token']
  if (typeof subjectToken !== 'string') {
    return keystoneError(403, 'Forbidden', 'You are not authorized to perform the requested action.')
  }
  const subject = state.tokens.find(subjectToken, state.at)
  if (subject === undefined) return keystoneError(404, 'Not Found', 'Failed to validate token')
  if (subject.user !== asking.user && !asking.user.roles.includes('admin')) {
    return keystoneError(403, 'Forbidden', 'You are not authorized to perform the requested action.')
  }
  if (request.method === 'DELETE') {
    state.tokens.revoke(subjectToken)
    return { status: 204, headers: { vary: 'X-Auth-Token' }, body: '' }
  }
  return tokenAnswer(200, subject, request, state)
}

function tokenAnswer(status: number, session: Session, request: PracticeRequest, state: PracticeState): PracticeAnswer {
  const { applicationCredential: credential, user } = session
  const roles = credential === null ? user.roles : credential.roles
  const withCatalogue = (session.hasProject || session.domainId !== null) && !request.url.searchParams.has('nocatalog')
  const token = {
    methods: session.methods,
    user: { domain: user.domain, id: user.id, name: user.name, password_expires_at: null },
    audit_ids: session.auditIds,
    expires_at: keystoneInstant(session.expiresAt),
    issued_at: keystoneInstant(session.issuedAt),
    ...(session.hasProject
      ? {
          project: { domain: user.domain, ...project(session) },
          is_domain: false,
          roles: roles.map((name) => ({ id: roleId(name), name })),
        }
      : {}),
    ...(session.domainId === null
      ? {}
      : { domain: user.domain, roles: roles.map((name) => ({ id: roleId(name), name })) }),
    ...(withCatalogue ? { catalog: renderServiceCatalogue(session, state) } : {}),
    ...(credential === null
      ? {}
      : {
          application_credential: { id: credential.id, name: credential.name, restricted: !credential.isUnrestricted },
        }),
  }
  return jsonAnswer(status, { token }, { 'x-subject-token': session.token, vary: 'X-Auth-Token' })
}

function project(session: Session): { id: string; name: string } {
  return { id: session.user.projectId, name: session.user.projectName }
}

function version(state: PracticeState): object {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${state.origin}/identity/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  }
}

function refused(state: PracticeState): PracticeAnswer {
  return keystoneError(401, 'Unauthorized', 'The request you have made requires authentication.', state)
}
