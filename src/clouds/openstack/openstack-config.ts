import type { Secret } from './secret.ts'

/** A name with the domain that makes it unique, or an id. */
export type Named =
  | { readonly id: string }
  | { readonly name: string; readonly domain: { readonly id: string } | { readonly name: string } }

/** What the token is for. `unscoped` asks for none, as application credentials do: they bring their project along. */
export type AuthScope =
  | { readonly kind: 'project'; readonly project: Named }
  | { readonly kind: 'domain'; readonly domain: { readonly id: string } | { readonly name: string } }
  | { readonly kind: 'system' }
  | { readonly kind: 'unscoped' }

/** How to sign in to Keystone (Identity API v3). */
export type Credential =
  | { readonly method: 'password'; readonly user: Named; readonly password: Secret; readonly scope: AuthScope }
  | { readonly method: 'token'; readonly token: Secret; readonly scope: AuthScope }
  | {
      readonly method: 'application-credential'
      readonly application: { readonly id: string } | { readonly name: string; readonly user: Named }
      readonly secret: Secret
    }

export type EndpointInterface = 'public' | 'internal' | 'admin'

/** Which certificates are trusted and shown. Certificates are PEM texts; null for `authorities` means those of the machine. */
export interface TlsConfig {
  readonly verify: boolean
  readonly authorities: string | null
  readonly client: { readonly certificate: string; readonly key: Secret } | null
  /** The name that the certificate has to be for, where that is not the host of the URL. */
  readonly serverName?: string
}

/** One cloud of a clouds.yaml, ready to be connected to. */
export interface OpenStackConfig {
  /** The name of the entry in clouds.yaml. */
  readonly name: string
  readonly authUrl: string
  readonly credential: Credential
  /** Null: no region is configured, and the first fitting endpoint counts. */
  readonly region: string | null
  readonly interface: EndpointInterface
  readonly tls: TlsConfig
  /** Sentences about settings that are ignored or risky. */
  readonly warnings: readonly string[]
}
