import type { TlsConfig } from '#clouds/openstack/openstack-config.ts'
import type { Secret } from '#clouds/openstack/secret.ts'

/** A program that brings credentials (client-go credential plugins, `client.authentication.k8s.io` v1 and v1beta1). */
export interface ExecPlugin {
  readonly apiVersion: string
  /** A path that stands as it is, or a name that is looked up in PATH. */
  readonly command: string
  readonly arguments: readonly string[]
  readonly environment: readonly (readonly [name: string, value: string])[]
  readonly providesClusterInfo: boolean
  readonly installHint: string | null
  /** The `extensions` entry that the plugin is to be told about its cluster. */
  readonly clusterExtension: unknown
  /** Where its entry stands, as `file:line:column`. */
  readonly place: string
}

/** The auth-provider `oidc`. A refreshed token lives in memory only: the kubeconfig is never written. */
export interface OidcProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: Secret | null
  readonly idToken: Secret | null
  readonly refreshToken: Secret | null
  /** PEM; null: the authorities of the machine. */
  readonly authorities: string | null
  readonly place: string
}

/** How requests say who sends them. A client certificate comes on top: it is part of the TLS configuration. */
export type KubernetesCredential =
  | { readonly method: 'none' }
  | { readonly method: 'token'; readonly token: Secret }
  /** `fallback` serves while the file cannot be read. */
  | { readonly method: 'token-file'; readonly path: string; readonly fallback: Secret | null; readonly place: string }
  | { readonly method: 'basic'; readonly user: string; readonly password: Secret }
  | { readonly method: 'exec'; readonly plugin: ExecPlugin }
  | { readonly method: 'oidc'; readonly provider: OidcProvider }

/** One context of a kubeconfig, ready to be connected to. */
export interface KubernetesConfig {
  readonly kind: 'kubernetes'
  /** The name of the context. */
  readonly name: string
  /** With a path, where the API stands below one. */
  readonly server: string
  readonly namespace: string
  readonly tls: TlsConfig
  /** `proxy-url` of the cluster: http, https or socks5. Null: the environment says. */
  readonly proxyUrl: string | null
  readonly credential: KubernetesCredential
  /** Impersonation headers (`as`, `as-uid`, `as-groups`, `as-user-extra`). */
  readonly impersonation: readonly (readonly [name: string, value: string])[]
  /** Sentences about settings that are ignored or risky. */
  readonly warnings: readonly string[]
}
