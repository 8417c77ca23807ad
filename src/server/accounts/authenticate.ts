import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isSubject } from '#vocabulary/subject.ts'
import type { Database } from '../storage/database.ts'
import { keptAccounts } from '../storage/kept-accounts.ts'
import type { Account } from './account.ts'
import { digestOfApiKey, isApiKey, parseBearer } from './api-key.ts'
import { parseBasicCredentials } from './basic-credentials.ts'
import { createFailureThrottle } from './failure-throttle.ts'
import { createPasswordVerifier } from './password-verifier.ts'

interface Request {
  /** The header `Authorization`. */
  readonly authorization: string | undefined
  readonly address: string
}

export interface Authenticator {
  /**
   * The account whose API key, or name and password, a request carries. An API key may also stand as password.
   *
   * @throws CodedError SERVER_CREDENTIALS_MISSING, SERVER_CREDENTIALS_WRONG (401), SERVER_TOO_MANY_FAILURES (429),
   *   SERVER_BUSY (503)
   */
  authenticate(request: Request): Promise<Account>
  close(): Promise<void>
}

const THROTTLE = { mostFailures: 20, periodMs: 60_000 }
/** Refusals take at least this long, so that time does not tell what kind of hash an account has, or whether it exists. */
const SHORTEST_REFUSAL_MS = 400

export function createAuthenticator(
  database: Database,
  clock: Clock,
  { shortestRefusalMs = SHORTEST_REFUSAL_MS } = {},
): Authenticator {
  const accounts = keptAccounts(database)
  const passwords = createPasswordVerifier(clock)
  const throttle = createFailureThrottle(clock, THROTTLE)

  async function refuse(throttled: readonly string[], started: number): Promise<never> {
    throttle.countFailure(throttled)
    await wait(Math.max(0, shortestRefusalMs - (performance.now() - started)))
    throw new CodedError('SERVER_CREDENTIALS_WRONG', 'Incorrect subject or API key')
  }

  function requireTurn(throttled: readonly string[]): void {
    const seconds = throttle.secondsToWait(throttled)
    if (seconds === 0) return
    const message = `too many failed sign-ins from this address; try again in ${seconds} seconds`
    throw new CodedError('SERVER_TOO_MANY_FAILURES', message)
  }

  async function authenticateKey(key: string, user: string | undefined, address: string): Promise<Account> {
    const started = performance.now()
    const account = isApiKey(key) ? await accounts.findAccountByApiKey(digestOfApiKey(key), clock()) : undefined
    if (account && (user === undefined || user === account.subject)) return account
    requireTurn([address])
    return refuse([address], started)
  }

  return {
    authenticate: async ({ authorization, address }) => {
      const bearer = parseBearer(authorization)
      if (bearer !== undefined) return authenticateKey(bearer, undefined, address)
      const credentials = parseBasicCredentials(authorization)
      if (!credentials) throw new CodedError('SERVER_CREDENTIALS_MISSING', 'Not authenticated')
      const { user, password } = credentials
      if (isApiKey(password)) return authenticateKey(password, user, address)
      const started = performance.now()
      const found = isSubject(user) ? await accounts.findAccount(user) : undefined
      const hashes = found?.passwordHashes ?? []
      if (found && passwords.isRemembered(user, password, hashes)) return found.account
      const throttled = [address]
      requireTurn(throttled)
      if ((await passwords.isMatch(user, password, hashes)) && found) return found.account
      return refuse(throttled, started)
    },
    close: () => passwords.close(),
  }
}
