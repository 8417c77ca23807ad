import type { TlsConfig } from '#clouds/openstack/openstack-config.ts'
import { Secret } from '#clouds/openstack/secret.ts'
import { credentialFromUser } from './credential-from-user.ts'
import type { KubeconfigEntry } from './kubeconfig-file.ts'
import type { KubernetesConfig } from './kubernetes-config.ts'
import { pemOf } from './pem-of.ts'

interface ContextEntries {
  readonly name: string
  readonly context: KubeconfigEntry
  readonly cluster: KubeconfigEntry
  /** Undefined: requests are anonymous. */
  readonly user: KubeconfigEntry | undefined
}

const PROXY_PROTOCOLS = ['http:', 'https:', 'socks5:']

/** Puts the three parts of a context together. Throws CLOUDS_KUBECONFIG_INVALID with the place of the fault. */
export function configFromContext({ name, context, cluster, user }: ContextEntries): KubernetesConfig {
  const tls = tlsConfig(cluster, user)
  const server = serverUrl(cluster, tls)
  const proxyUrl = proxyOf(cluster)
  const impersonation = user === undefined ? [] : impersonationOf(user)
  return {
    kind: 'kubernetes',
    name,
    server,
    namespace: context.text('namespace') ?? 'default',
    tls,
    proxyUrl,
    credential: user === undefined ? { method: 'none' } : credentialFromUser(user, cluster),
    impersonation,
    warnings: [
      ...(tls.verify ? [] : ['The certificate of the API server is not verified (insecure-skip-tls-verify).']),
      ...(server.startsWith('http:')
        ? ['The API server is asked over plain HTTP: tokens can be read on the way.']
        : []),
    ],
  }
}

function serverUrl(cluster: KubeconfigEntry, tls: TlsConfig): string {
  const said = cluster.requiredText('server')
  const usesTls = tls.authorities !== null || tls.client !== null || !tls.verify
  // kubectl guesses the scheme in the same way.
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(said) ? said : `${usesTls ? 'https' : 'http'}://${said}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw cluster.invalid('server', 'must be an http or https URL')
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw cluster.invalid('server', 'must have neither query nor fragment nor user')
  }
  return url.href.replace(/\/+$/, '')
}

function proxyOf(cluster: KubeconfigEntry): string | null {
  const said = cluster.text('proxy-url')
  if (said === undefined) return null
  if (URL.canParse(said) && PROXY_PROTOCOLS.includes(new URL(said).protocol)) return said
  throw cluster.invalid('proxy-url', 'must be an http, https or socks5 URL')
}

function tlsConfig(cluster: KubeconfigEntry, user: KubeconfigEntry | undefined): TlsConfig {
  const authorities = pemOf(cluster, 'certificate-authority') ?? null
  const isInsecure = cluster.flag('insecure-skip-tls-verify')
  if (isInsecure && authorities !== null) {
    throw cluster.invalid('insecure-skip-tls-verify', 'is not possible together with a certificate authority')
  }
  const serverName = cluster.text('tls-server-name')
  return {
    verify: !isInsecure,
    authorities,
    client: user === undefined ? null : clientCertificate(user),
    ...(serverName !== undefined && { serverName }),
  }
}

function clientCertificate(user: KubeconfigEntry): TlsConfig['client'] {
  const certificate = pemOf(user, 'client-certificate')
  const key = pemOf(user, 'client-key')
  if (certificate === undefined && key === undefined) return null
  if (certificate === undefined) throw user.invalid(undefined, 'there is a client-key without client-certificate')
  if (key === undefined) throw user.invalid(undefined, 'there is a client-certificate without client-key')
  return { certificate, key: new Secret(key) }
}

function impersonationOf(user: KubeconfigEntry): (readonly [string, string])[] {
  const name = user.text('as')
  const uid = user.text('as-uid')
  const extra = user.entry('as-user-extra')
  const headers: (readonly [string, string])[] = [
    ...(name === undefined ? [] : [['impersonate-user', name] as const]),
    ...(uid === undefined ? [] : [['impersonate-uid', uid] as const]),
    ...user.texts('as-groups').map((group) => ['impersonate-group', group] as const),
    ...(extra?.keys() ?? []).flatMap((key) =>
      (extra?.texts(key) ?? []).map((value) => [`impersonate-extra-${encodeURIComponent(key)}`, value] as const),
    ),
  ]
  if (headers.length > 0 && name === undefined) {
    throw user.invalid(undefined, 'there is something to impersonate, but as is missing')
  }
  if (headers.some(([key, value]) => /[^\t\x20-\x7e]/.test(`${key}${value}`))) {
    throw user.invalid('as', 'holds characters that no HTTP header can have')
  }
  return headers
}
