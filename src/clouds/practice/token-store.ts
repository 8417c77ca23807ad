import type { PracticeApplicationCredential, PracticeUser } from './practice-content.ts'
import type { Randomness } from './randomness.ts'

/** Who a token stands for. A session without project and domain has no roles and no catalogue. */
export interface Session {
  readonly token: string
  readonly user: PracticeUser
  readonly applicationCredential: PracticeApplicationCredential | null
  readonly hasProject: boolean
  /** The domain for which the token is, if it is for one. */
  readonly domainId: string | null
  readonly methods: readonly string[]
  readonly auditIds: readonly string[]
  readonly issuedAt: Date
  readonly expiresAt: Date
}

export interface TokenStore {
  issue(session: Omit<Session, 'token'>): Session
  find(token: string, at: Date): Session | undefined
  revoke(token: string): boolean
}

/** Tokens in memory. They look like Keystone's Fernet tokens, but mean nothing outside this store. */
export function createTokenStore(randomness: Randomness): TokenStore {
  const sessions = new Map<string, Session>()
  return {
    issue(session) {
      const issued: Session = { ...session, token: `gAAAAA${randomness(132).toString('base64url')}` }
      sessions.set(issued.token, issued)
      return issued
    },
    find(token, at) {
      const session = sessions.get(token)
      return session !== undefined && at < session.expiresAt ? session : undefined
    },
    revoke(token) {
      return sessions.delete(token)
    },
  }
}
