import { readFileSync } from 'node:fs'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { Secret } from '#clouds/openstack/secret.ts'
import type { Clock } from '#vocabulary/clock.ts'
import type { KubernetesConfig } from './kubernetes-config.ts'
import { expiryOfIdToken, refreshOidcToken } from './refresh-oidc-token.ts'
import { runExecPlugin } from './run-exec-plugin.ts'

/** What a request is sent with. */
export interface Authorisation {
  /** The value of the header; null: none. */
  readonly header: Secret | null
  /** A client certificate that a plugin brought; null: that of the configuration, if any. */
  readonly client: { readonly certificate: string; readonly key: Secret } | null
  /** Null: not known. */
  readonly expiresAt: Date | null
}

/** Holds the credential of a connection, and renews what can be renewed. */
export interface CredentialKeeper {
  /** Good for now. Throws a CloudError `credential` if it cannot be had. */
  current(): Promise<Authorisation>
  /** Another one, because the server refused this one; undefined if there is no other. Once for all who ask. */
  renewed(refused: Authorisation): Promise<Authorisation | undefined>
}

interface KeeperOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** Everything that no error text may show; grows with the tokens. */
  readonly secrets: Set<Secret>
  readonly signal: AbortSignal | undefined
}

/** As client-go: what expires so soon is renewed first. */
const EARLY_MS = 10_000
/** As client-go: a token file is read again after a minute. */
const FILE_LIFE_MS = 60_000
const LARGEST_TOKEN = 100_000

/** Makes the keeper of a configuration's credential. */
export function makeCredentialKeeper(config: KubernetesConfig, options: KeeperOptions): CredentialKeeper {
  const { clock, secrets } = options
  const bring = bringerOf(config, options)
  let held: Promise<Authorisation> | undefined

  function bringAnew(): Promise<Authorisation> {
    const brought = bring().then((authorisation) => {
      if (authorisation.header !== null) secrets.add(authorisation.header)
      if (authorisation.client !== null) secrets.add(authorisation.client.key)
      return authorisation
    })
    held = brought
    brought.catch(() => {
      if (held === brought) held = undefined
    })
    return brought
  }

  return {
    async current() {
      const known = await (held ?? bringAnew())
      const isFresh = known.expiresAt === null || known.expiresAt.getTime() - EARLY_MS > clock().getTime()
      return isFresh ? known : bringAnew()
    },
    async renewed(refused) {
      if (!isRenewable(config)) return undefined
      const known = await held?.catch(() => undefined)
      const other = known === refused || known === undefined ? await bringAnew() : known
      return other.header?.reveal() === refused.header?.reveal() && other.client === null ? undefined : other
    },
  }
}

function isRenewable({ credential }: KubernetesConfig): boolean {
  return ['exec', 'oidc', 'token-file'].includes(credential.method)
}

function bringerOf(config: KubernetesConfig, options: KeeperOptions): () => Promise<Authorisation> {
  const { clock, environment, secrets, signal } = options
  const { credential } = config
  const plain = (header: string | null): Authorisation => ({
    header: header === null ? null : new Secret(header),
    client: null,
    expiresAt: null,
  })
  switch (credential.method) {
    case 'none':
      return () => Promise.resolve(plain(null))
    case 'token':
      secrets.add(credential.token)
      return () => Promise.resolve(plain(`Bearer ${credential.token.reveal()}`))
    case 'basic': {
      secrets.add(credential.password)
      const pair = Buffer.from(`${credential.user}:${credential.password.reveal()}`).toString('base64')
      return () => Promise.resolve(plain(`Basic ${pair}`))
    }
    case 'token-file':
      return async () => {
        const token = readTokenFile(credential.path) ?? credential.fallback?.reveal()
        if (token === undefined) {
          const detail = `The token file ${credential.path} cannot be read, is empty, or holds no token.`
          throw new CloudError({ class: 'credential', detail }, { place: credential.place })
        }
        secrets.add(new Secret(token))
        return { ...plain(`Bearer ${token}`), expiresAt: new Date(clock().getTime() + FILE_LIFE_MS) }
      }
    case 'exec':
      return async () => {
        const { client, expiresAt, token } = await runExecPlugin(credential.plugin, { config, environment, signal })
        if (token !== null) secrets.add(token)
        return { header: token === null ? null : new Secret(`Bearer ${token.reveal()}`), client, expiresAt }
      }
    case 'oidc': {
      let { idToken, refreshToken } = credential.provider
      let isFirst = true
      return async () => {
        const expiresAt = idToken === null ? null : expiryOfIdToken(idToken)
        const isUsable = idToken !== null && (expiresAt === null || expiresAt.getTime() - EARLY_MS > clock().getTime())
        if ((!isUsable || !isFirst) && refreshToken !== null) {
          secrets.add(refreshToken)
          const tokens = await refreshOidcToken(credential.provider, refreshToken, { environment, signal })
          ;({ idToken, refreshToken } = tokens)
        }
        isFirst = false
        if (idToken === null) {
          const detail = 'The id token of OpenID Connect is missing, and there is no refresh token.'
          throw new CloudError({ class: 'credential', detail }, { place: credential.provider.place })
        }
        secrets.add(idToken)
        return { ...plain(`Bearer ${idToken.reveal()}`), expiresAt: expiryOfIdToken(idToken) }
      }
    }
  }
}

function readTokenFile(path: string): string | undefined {
  try {
    const token = readFileSync(path, 'utf8').slice(0, LARGEST_TOKEN).trim()
    return /^[\x21-\x7e]+$/.test(token) ? token : undefined
  } catch {
    return undefined
  }
}
