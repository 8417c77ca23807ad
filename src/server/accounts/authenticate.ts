import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { findAccount } from '../storage/account-queries.ts'
import type { Database } from '../storage/database.ts'
import type { Account } from './account.ts'
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
   * The account whose name and password a request carries.
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
  const passwords = createPasswordVerifier(clock)
  const throttle = createFailureThrottle(clock, THROTTLE)
  return {
    authenticate: async ({ authorization, address }) => {
      const credentials = parseBasicCredentials(authorization)
      if (!credentials) throw new CodedError('SERVER_CREDENTIALS_MISSING', 'Not authenticated')
      const { user, password } = credentials
      const started = performance.now()
      const found = isSubject(user) ? await findAccount(database, user) : undefined
      const hashes = found?.passwordHashes ?? []
      if (found && passwords.isRemembered(user, password, hashes)) return found.account
      const throttled = [address]
      const seconds = throttle.secondsToWait(throttled)
      if (seconds > 0) {
        const message = `too many failed sign-ins from this address; try again in ${seconds} seconds`
        throw new CodedError('SERVER_TOO_MANY_FAILURES', message)
      }
      if ((await passwords.isMatch(user, password, hashes)) && found) return found.account
      throttle.countFailure(throttled)
      await wait(Math.max(0, shortestRefusalMs - (performance.now() - started)))
      throw new CodedError('SERVER_CREDENTIALS_WRONG', 'Incorrect subject or API key')
    },
    close: () => passwords.close(),
  }
}
