import type { HttpAnswer, HttpClient } from './http-client.ts'
import type { OpenStackConfig } from './openstack-config.ts'
import type { Secret } from './secret.ts'
import { type Session, signIn } from './session.ts'

/** Holds the token of a run and renews it when the cloud no longer accepts it. */
export interface SessionKeeper {
  /** The session of the first sign-in: what a run says about itself rests on this one. */
  readonly first: Session
  /** Makes a call with the token; if the cloud answers 401, renews the token and makes it once more. */
  withToken(call: (token: Secret) => Promise<HttpAnswer>): Promise<HttpAnswer>
}

/** A service that refuses every token must not cause sign-ins without end. */
const MOST_RENEWALS = 5

/**
 * Signs in, and keeps the session. `signal` ends the first sign-in only: a renewal serves all calls, those of the clean-up
 * after an interruption included.
 */
export async function makeSessionKeeper(
  http: HttpClient,
  config: OpenStackConfig,
  secrets: Set<Secret>,
  signal: AbortSignal | undefined,
): Promise<SessionKeeper> {
  const first = await signIn(http, config, secrets, signal)
  let current = first
  let renewal: Promise<Session> | null = null
  let renewals = 0

  async function renew(refused: Secret): Promise<boolean> {
    if (current.token !== refused) return true
    if (renewal === null) {
      if (renewals >= MOST_RENEWALS) return false
      renewals++
      renewal = signIn(http, config, secrets, undefined).finally(() => {
        renewal = null
      })
    }
    current = await renewal
    return true
  }

  return {
    first,
    async withToken(call) {
      const { token } = current
      const answer = await call(token)
      if (answer.status !== 401 || !(await renew(token))) return answer
      return call(current.token)
    },
  }
}
