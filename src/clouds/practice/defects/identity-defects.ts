import type { PracticeDefect } from '../practice-defect.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeRequest } from '../practice-exchange.ts'

/** Requests that the first token survives in the defect `token-expires-mid-run`. */
const USES_OF_A_TOKEN = 3

/** Who may sign in, with which roles, and what a token is worth. */
export const IDENTITY_DEFECTS: readonly PracticeDefect[] = [
  {
    name: 'identity-401',
    breaks: [],
    aborts: 'credential',
    area: 'transport',
    description: 'every sign-in is refused',
    apply: ({ faults }) => {
      faults.push((request, proceed) => (isSignIn(request) ? tokenRefusal() : proceed()))
    },
  },
  {
    name: 'wrong-role-admin',
    breaks: [],
    aborts: 'credential',
    area: 'roles',
    description: 'the user of the practice project has the role admin, so that results would prove nothing',
    apply: ({ content }) => {
      content.member.roles = ['admin', 'manager', 'member', 'reader']
      content.applicationCredential.roles = ['admin', 'manager', 'member', 'reader']
    },
  },
  {
    name: 'no-member-role',
    breaks: [],
    aborts: 'permission',
    area: 'roles',
    description: 'the user of the practice project has the role reader only',
    apply: ({ content }) => {
      content.member.roles = ['reader']
      content.applicationCredential.roles = ['reader']
    },
  },
  {
    name: 'application-credential-expired',
    breaks: [],
    aborts: 'credential',
    area: 'life',
    description: 'the application credential has expired; the password still works',
    apply: ({ content }) => {
      content.applicationCredential.expiresAt = new Date(0)
    },
  },
  {
    name: 'application-credential-unrestricted',
    breaks: [],
    aborts: null,
    area: 'transport',
    description: 'the application credential is unrestricted, so that whoever finds it can make further ones',
    apply: ({ content }) => {
      content.applicationCredential.isUnrestricted = true
    },
  },
  {
    name: 'token-refused',
    breaks: [],
    aborts: 'credential',
    area: 'transport',
    description: 'sign-in works, but every service refuses the token',
    apply: ({ faults }) => {
      faults.push((request, proceed) => (isTokenUse(request) ? tokenRefusal() : proceed()))
    },
  },
  {
    name: 'token-expires-mid-run',
    breaks: [],
    aborts: null,
    area: 'transport',
    description: `the first token is good for ${USES_OF_A_TOKEN} requests; then a client has to sign in again`,
    apply: ({ faults }) => {
      let first: string | undefined
      let uses = 0
      faults.push((request, proceed) => {
        const token = request.headers['x-auth-token']
        if (!isTokenUse(request) || typeof token !== 'string') return proceed()
        first ??= token
        if (token !== first) return proceed()
        uses += 1
        return uses > USES_OF_A_TOKEN ? tokenRefusal() : proceed()
      })
    },
  },
]

function isSignIn(request: PracticeRequest): boolean {
  return request.program === 'keystone' && request.method === 'POST' && request.path === '/v3/auth/tokens'
}

function isTokenUse(request: PracticeRequest): boolean {
  return request.program !== 'keystone' && request.headers['x-auth-token'] !== undefined
}

function tokenRefusal(): PracticeAnswer {
  const message = 'The request you have made requires authentication.'
  return jsonAnswer(401, { error: { code: 401, message, title: 'Unauthorized' } })
}
