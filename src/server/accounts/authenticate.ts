import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { networkOf } from '../network-of.ts'
import { PERIOD_MS, type RequestLimits, USUAL_LIMITS } from '../request-limits.ts'
import type { Database } from '../storage/database.ts'
import { keptAccounts } from '../storage/kept-accounts.ts'
import { createThrottle } from '../throttle.ts'
import type { Account } from './account.ts'
import { digestOfApiKey, isApiKey, parseBearer } from './api-key.ts'
import { parseBasicCredentials } from './basic-credentials.ts'
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
  /** How many sign-ins wait for their password to be verified. */
  waiting(): number
  close(): Promise<void>
}

/** Refusals take at least this long, so that time does not tell what kind of hash an account has, or whether it exists. */
const SHORTEST_REFUSAL_MS = 400

interface Options {
  readonly shortestRefusalMs?: number
  readonly limits?: RequestLimits
}

/** An attempt to sign in: counted as failed before it is looked at, so that many at once are no way around the limits. */
interface Attempt {
  succeed(account: Account): Account
  fail(): Promise<never>
}

export function createAuthenticator(
  database: Database,
  clock: Clock,
  { shortestRefusalMs = SHORTEST_REFUSAL_MS, limits = USUAL_LIMITS }: Options = {},
): Authenticator {
  const accounts = keptAccounts(database)
  const passwords = createPasswordVerifier(clock)
  const byAddress = createThrottle(clock, { most: limits.failedSignInsPerAddress, periodMs: PERIOD_MS })
  const byAccount = createThrottle(clock, { most: limits.failedSignInsPerAccount, periodMs: PERIOD_MS })

  function begin(address: string, user: string | undefined): Attempt {
    const network = networkOf(address)
    const account = user ?? ''
    const seconds = Math.max(
      byAddress.secondsToWait(network),
      user === undefined ? 0 : byAccount.secondsToWait(account),
    )
    if (seconds > 0) {
      const message = `too many failed sign-ins from this address or to this account; try again in ${seconds} seconds`
      throw new CodedError('SERVER_TOO_MANY_FAILURES', message)
    }
    byAddress.count(network)
    if (user !== undefined) byAccount.count(account)
    const started = performance.now()
    return {
      succeed: (found) => {
        byAddress.uncount(network)
        byAccount.uncount(account)
        return found
      },
      fail: async () => {
        await wait(Math.max(0, shortestRefusalMs - (performance.now() - started)))
        throw new CodedError('SERVER_CREDENTIALS_WRONG', 'Incorrect subject or API key')
      },
    }
  }

  async function authenticateKey(key: string, user: string | undefined, address: string): Promise<Account> {
    const account = isApiKey(key) ? await accounts.findAccountByApiKey(digestOfApiKey(key), clock()) : undefined
    if (account && (user === undefined || user === account.subject)) return account
    return begin(address, user).fail()
  }

  return {
    authenticate: async ({ authorization, address }) => {
      const bearer = parseBearer(authorization)
      if (bearer !== undefined) return authenticateKey(bearer, undefined, address)
      const credentials = parseBasicCredentials(authorization)
      if (!credentials) throw new CodedError('SERVER_CREDENTIALS_MISSING', 'Not authenticated')
      const { user, password } = credentials
      if (isApiKey(password)) return authenticateKey(password, user, address)
      const found = isSubject(user) ? await accounts.findAccount(user) : undefined
      const hashes = found?.passwordHashes ?? []
      if (found && passwords.isRemembered(user, password, hashes)) return found.account
      const attempt = begin(address, user)
      if ((await passwords.isMatch(user, password, hashes)) && found) return attempt.succeed(found.account)
      return attempt.fail()
    },
    waiting: () => passwords.waiting(),
    close: () => passwords.close(),
  }
}
