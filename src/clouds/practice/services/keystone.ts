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
import { renderServiceCatalogue } from './render-service-catalogue.ts'

const DOMAIN = { id: 'default', name: 'Default' }
const MALFORMED_TAIL = 'The request cannot be understood as it is; the fault is assumed to be with the client.'

/** Identity API v3: versions, sign-in, validation and revocation of tokens, catalogue, own projects. */
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
  if (!['/v3/auth/catalog', '/v3/auth/projects', '/v3/users', '/v3/projects'].includes(request.path)) {
    return notFoundPage()
  }
  if (request.method !== 'GET') return keystoneError(405, 'Method Not Allowed', 'This method is not possible here.')
  const session = sessionOf(request, state)
  if (session === undefined) return refused(state)
  switch (request.path) {
    case '/v3/auth/catalog':
      return session.hasProject
        ? jsonAnswer(200, {
            catalog: renderServiceCatalogue(session, state),
            links: { next: null, previous: null, self: `${state.origin}/identity/v3/auth/catalog` },
          })
        : keystoneError(403, 'Forbidden', 'Only a token with a project has a service catalog.')
    case '/v3/auth/projects':
      return jsonAnswer(200, {
        projects: [
          { ...project(session), domain_id: DOMAIN.id, enabled: true, is_domain: false, tags: [], options: {} },
        ],
        links: { next: null, previous: null, self: `${state.origin}/identity/v3/auth/projects` },
      })
    default:
      return keystoneError(403, 'Forbidden', 'You are not authorized to perform the requested action.')
  }
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
  const withCatalogue = session.hasProject && !request.url.searchParams.has('nocatalog')
  const token = {
    methods: session.methods,
    user: { domain: DOMAIN, id: user.id, name: user.name, password_expires_at: null },
    audit_ids: session.auditIds,
    expires_at: keystoneInstant(session.expiresAt),
    issued_at: keystoneInstant(session.issuedAt),
    ...(session.hasProject
      ? {
          project: { domain: DOMAIN, ...project(session) },
          is_domain: false,
          roles: roles.map((name) => ({ id: roleId(name), name })),
        }
      : {}),
    ...(withCatalogue ? { catalog: renderServiceCatalogue(session, state) } : {}),
    ...(credential === null
      ? {}
      : { application_credential: { id: credential.id, name: credential.name, restricted: true } }),
  }
  return jsonAnswer(status, { token }, { 'x-subject-token': session.token, vary: 'X-Auth-Token' })
}

function project(session: Session): { id: string; name: string } {
  return { id: session.user.projectId, name: session.user.projectName }
}

function roleId(name: string): string {
  return Buffer.from(name.padEnd(16, '.')).toString('hex').slice(0, 32)
}

/** Keystone writes microseconds. */
function keystoneInstant(instant: Date): string {
  return instant.toISOString().replace(/\.(\d{3})Z$/, '.$1000Z')
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

function keystoneError(code: number, title: string, message: string, challenge?: PracticeState): PracticeAnswer {
  const headers: Record<string, string> = { vary: 'X-Auth-Token' }
  if (challenge !== undefined) headers['www-authenticate'] = `Keystone uri="${challenge.origin}/identity/v3"`
  return jsonAnswer(code, { error: { code, message, title } }, headers)
}

function notFoundPage(): PracticeAnswer {
  return {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8', vary: 'X-Auth-Token' },
    body: '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n',
  }
}
