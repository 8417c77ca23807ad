import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { makeHttpClient } from '#clouds/openstack/http-client.ts'
import { Secret } from '#clouds/openstack/secret.ts'
import type { OidcProvider } from './kubernetes-config.ts'

/** Tokens of an OpenID provider. */
export interface OidcTokens {
  readonly idToken: Secret
  /** The one to use next: providers may exchange it with each use. */
  readonly refreshToken: Secret
}

interface OidcSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal | undefined
}

const TIME_LIMIT_MS = 15_000
const LARGEST_ANSWER = 256 * 1024

const discoverySchema = z.object({ token_endpoint: z.url({ protocol: /^https$/ }) })
const tokensSchema = z.object({
  id_token: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]*$/),
  refresh_token: z.string().min(1).optional(),
})

/**
 * Gets a new id token with a refresh token (OpenID Connect Core 1.0, section 12). The refresh token goes to the issuer's
 * own token endpoint, by https, and redirections are not followed.
 *
 * @throws CloudError `credential`, `unreachable` or `time-out`, without any token
 */
export async function refreshOidcToken(
  provider: OidcProvider,
  refreshToken: Secret,
  { environment, signal }: OidcSurroundings,
): Promise<OidcTokens> {
  const secrets = new Set([refreshToken, ...(provider.clientSecret === null ? [] : [provider.clientSecret])])
  const tls = { verify: true, authorities: provider.authorities, client: null }
  const http = makeHttpClient({ tls, environment, secrets, timeLimitMs: TIME_LIMIT_MS })
  const usual = { signal, redirections: 'return', maximumBytes: LARGEST_ANSWER } as const
  try {
    const discovery = new URL(`${provider.issuer}/.well-known/openid-configuration`)
    const found = await http.request({ ...usual, method: 'GET', url: discovery })
    const endpoint = discoverySchema.safeParse(found.status === 200 ? found.json() : undefined)
    if (!endpoint.success) throw refused(provider, `${discovery.href} names no token endpoint`)
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken.reveal(),
      client_id: provider.clientId,
      ...(provider.clientSecret !== null && { client_secret: provider.clientSecret.reveal() }),
    })
    const url = new URL(endpoint.data.token_endpoint)
    const answer = await http.request({ ...usual, method: 'POST', url, form })
    const tokens = tokensSchema.safeParse(answer.status === 200 ? answer.json() : undefined)
    if (!tokens.success) throw refused(provider, `the provider refused the refresh token (status ${answer.status})`)
    const { id_token, refresh_token } = tokens.data
    return {
      idToken: new Secret(id_token),
      refreshToken: refresh_token === undefined ? refreshToken : new Secret(refresh_token),
    }
  } finally {
    await http.close()
  }
}

/** When an id token ends; null if it does not say (the server will then refuse it in time). */
export function expiryOfIdToken(token: Secret): Date | null {
  const payload = token.reveal().split('.')[1] ?? ''
  try {
    const { exp } = z.object({ exp: z.number() }).parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    return new Date(exp * 1_000)
  } catch {
    return null
  }
}

function refused({ issuer, place }: OidcProvider, problem: string): CloudError {
  return new CloudError({ class: 'credential', detail: `OpenID Connect at ${issuer}: ${problem}.` }, { place })
}
