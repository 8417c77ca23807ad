import { z } from 'zod'
import type { PracticeUser } from '../practice-content.ts'
import type { PracticeRequest, PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'

const byIdOrName = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  domain: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
})

const authenticationSchema = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()).min(1).max(10),
      password: z.object({ user: byIdOrName.extend({ password: z.string() }) }).optional(),
      token: z.object({ id: z.string() }).optional(),
      application_credential: z
        .object({
          id: z.string().optional(),
          name: z.string().optional(),
          secret: z.string(),
          user: byIdOrName.optional(),
        })
        .optional(),
    }),
    scope: z
      .union([z.object({ project: byIdOrName }), z.literal('unscoped'), z.record(z.string(), z.unknown())])
      .optional(),
  }),
})

type Authentication = z.infer<typeof authenticationSchema>['auth']

/** A session, or why there is none. */
export type AuthenticationOutcome =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'malformed'; readonly message: string }
  | { readonly kind: 'unsupported-method' }
  | { readonly kind: 'unknown-application-credential'; readonly id: string }
  | { readonly kind: 'refused' }

const METHODS = ['password', 'token', 'application_credential']

/** Signs in with password, token or application credential (Identity API v3, `POST /auth/tokens`). */
export function authenticate(request: PracticeRequest, state: PracticeState): AuthenticationOutcome {
  let value: unknown
  try {
    value = JSON.parse(request.body)
  } catch {
    return { kind: 'malformed', message: 'Expecting to find valid JSON in request body.' }
  }
  const parsed = authenticationSchema.safeParse(value)
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    return { kind: 'malformed', message: `Expecting to find ${where === '' ? 'auth' : where} in request body.` }
  }
  const { auth } = parsed.data
  if (auth.identity.methods.some((method) => !METHODS.includes(method))) return { kind: 'unsupported-method' }
  const method = auth.identity.methods[0]
  if (method === 'application_credential') return byApplicationCredential(auth, state)
  return method === 'token' ? byToken(auth, state) : byPassword(auth, state)
}

function byPassword(auth: Authentication, state: PracticeState): AuthenticationOutcome {
  const given = auth.identity.password?.user
  if (given === undefined) return { kind: 'malformed', message: 'Expecting to find password in auth.identity.' }
  const { admin, domainManagers, member } = state.content
  const user = [member, admin, ...domainManagers].find((candidate) => isUser(given, candidate))
  if (user === undefined || given.password !== user.password) return { kind: 'refused' }
  return issue(auth, user, ['password'], [], state)
}

function byToken(auth: Authentication, state: PracticeState): AuthenticationOutcome {
  const former = state.tokens.find(auth.identity.token?.id ?? '', state.at)
  // An application credential is bound to its project, so that its token may not be exchanged (Keystone refuses it, too).
  if (former === undefined || former.applicationCredential !== null) return { kind: 'refused' }
  return issue(auth, former.user, ['token', ...former.methods], former.auditIds, state, former.expiresAt)
}

function byApplicationCredential(auth: Authentication, state: PracticeState): AuthenticationOutcome {
  const given = auth.identity.application_credential
  if (given === undefined) {
    return { kind: 'malformed', message: 'Expecting to find application_credential in auth.identity.' }
  }
  const known = state.content.applicationCredential
  const isMeant =
    given.id === undefined
      ? given.name === known.name && given.user !== undefined && isUser(given.user, known.user)
      : given.id === known.id
  if (!isMeant) return { kind: 'unknown-application-credential', id: given.id ?? given.name ?? '' }
  const isExpired = known.expiresAt !== null && known.expiresAt <= state.at
  if (given.secret !== known.secret || isExpired || auth.scope !== undefined) return { kind: 'refused' }
  const session = state.tokens.issue({
    user: known.user,
    applicationCredential: known,
    hasProject: true,
    domainId: null,
    methods: ['application_credential'],
    auditIds: [auditId(state)],
    issuedAt: state.at,
    expiresAt: expiry(state),
  })
  return { kind: 'session', session }
}

function issue(
  auth: Authentication,
  user: PracticeUser,
  methods: readonly string[],
  formerAuditIds: readonly string[],
  state: PracticeState,
  expiresAt = expiry(state),
): AuthenticationOutcome {
  const isUnscoped = auth.scope === undefined || auth.scope === 'unscoped'
  const domainId = managedDomain(auth.scope, user, state)
  if (!isUnscoped && domainId === null && !isProjectOf(auth.scope, user)) return { kind: 'refused' }
  const session = state.tokens.issue({
    user,
    applicationCredential: null,
    hasProject: !isUnscoped && domainId === null,
    domainId,
    methods: [...new Set(methods)],
    auditIds: [auditId(state), ...formerAuditIds].slice(0, 2),
    issuedAt: state.at,
    expiresAt,
  })
  return { kind: 'session', session }
}

function isUser(given: z.infer<typeof byIdOrName>, user: PracticeUser): boolean {
  return given.id === undefined ? given.name === user.name && isDomain(given.domain, user) : given.id === user.id
}

function isProjectOf(scope: Authentication['scope'], user: PracticeUser): boolean {
  const parsed = z.object({ project: byIdOrName }).safeParse(scope)
  if (!parsed.success) return false
  const { project } = parsed.data
  if (user.projectId === '') return false
  if (project.id !== undefined) return project.id === user.projectId
  return project.name === user.projectName && isDomain(project.domain, user)
}

/** The domain of a wanted scope, where the user is its manager. */
function managedDomain(scope: Authentication['scope'], user: PracticeUser, state: PracticeState): string | null {
  const parsed = z.object({ domain: byIdOrName }).safeParse(scope)
  const isMeant = parsed.success && state.content.domainManagers.includes(user) && isDomain(parsed.data.domain, user)
  return isMeant ? user.domain.id : null
}

function isDomain(
  domain: { id?: string | undefined; name?: string | undefined } | undefined,
  user: PracticeUser,
): boolean {
  return domain?.id === user.domain.id || domain?.name === user.domain.name
}

function expiry(state: PracticeState): Date {
  return new Date(state.at.getTime() + state.content.tokenLifetimeSeconds * 1000)
}

function auditId(state: PracticeState): string {
  return state.randomness(16).toString('base64url')
}
