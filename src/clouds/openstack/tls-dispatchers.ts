import { createHash, X509Certificate } from 'node:crypto'
import { type ConnectionOptions, checkServerIdentity, getCACertificates, TLSSocket } from 'node:tls'
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { TlsConfig } from './openstack-config.ts'
import { proxyFor } from './proxy-for.ts'

const CONNECT_TIME_LIMIT_MS = 10_000

/** Connections to the hosts of one cloud, direct or through proxies, all with the same certificates. */
export interface Dispatchers {
  /** The dispatcher for a URL. Throws CLOUDS_CONFIG_INVALID if the environment names a proxy that cannot be used. */
  dispatcherFor(url: URL): Dispatcher
  /**
   * SHA-256 (hex) of the public key (SubjectPublicKeyInfo, DER) that a host showed; undefined if no TLS connection to
   * it was made, or only an unverified one through a proxy.
   */
  tlsKeyOf(url: URL): string | undefined
  close(): Promise<void>
}

/** Prepares the connections. Node's own and the machine's authorities are trusted unless the configuration names others. */
export function makeDispatchers(
  tls: TlsConfig,
  environment: Readonly<Record<string, string | undefined>>,
): Dispatchers {
  const keys = new Map<string, string>()
  const proxies = new Map<string, ProxyAgent>()
  let options: ConnectionOptions | undefined
  const tlsOptions = (): ConnectionOptions => {
    options ??= connectionOptions(tls)
    return options
  }

  const agent = new Agent({
    allowH2: false,
    connect(target, callback) {
      const connect = buildConnector({
        ...(target.protocol === 'https:' ? tlsOptions() : {}),
        timeout: CONNECT_TIME_LIMIT_MS,
        allowH2: false,
      })
      connect(target, (...[error, socket]) => {
        if (error !== null) {
          callback(error, null)
          return
        }
        if (socket instanceof TLSSocket) {
          const certificate = socket.getPeerX509Certificate()
          if (certificate !== undefined) keys.set(hostKey(target.hostname, target.port), publicKeyHash(certificate))
        }
        callback(null, socket)
      })
    },
  })

  const proxyAgent = (proxy: string, target: URL): ProxyAgent => {
    const key = `${proxy} ${target.protocol}`
    const known = proxies.get(key)
    if (known !== undefined) return known
    const created = new ProxyAgent({
      uri: checkedProxy(proxy),
      allowH2: false,
      connectTimeout: CONNECT_TIME_LIMIT_MS,
      requestTls: {
        ...(target.protocol === 'https:' ? tlsOptions() : {}),
        checkServerIdentity: (host, certificate) => {
          keys.set(hostKey(host, ''), publicKeyHash(new X509Certificate(certificate.raw)))
          return checkServerIdentity(host, certificate)
        },
      },
    })
    proxies.set(key, created)
    return created
  }

  return {
    dispatcherFor(url) {
      const proxy = proxyFor(url, environment)
      return proxy === null ? agent : proxyAgent(proxy, url)
    },
    tlsKeyOf: (url) => keys.get(hostKey(url.hostname, url.port)) ?? keys.get(hostKey(url.hostname, '')),
    async close() {
      await Promise.all([agent, ...proxies.values()].map((dispatcher) => dispatcher.destroy()))
    },
  }
}

function connectionOptions(tls: TlsConfig): ConnectionOptions {
  return {
    rejectUnauthorized: tls.verify,
    ca: tls.authorities ?? [...getCACertificates('default'), ...getCACertificates('system')],
    ...(tls.client === null ? {} : { cert: tls.client.certificate, key: tls.client.key.reveal() }),
    ...(tls.serverName !== undefined && { servername: tls.serverName }),
  }
}

function checkedProxy(proxy: string): string {
  const scheme = URL.canParse(proxy) ? new URL(proxy).protocol : 'none'
  if (['http:', 'https:', 'socks5:'].includes(scheme)) return proxy
  throw new CodedError('CLOUDS_CONFIG_INVALID', 'The proxy in the environment is no http, https or socks5 URL.', {
    place: 'http_proxy, https_proxy, all_proxy',
    remedy: 'Write the proxy as http://host:port.',
  })
}

function publicKeyHash(certificate: X509Certificate): string {
  return createHash('sha256')
    .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

function hostKey(hostname: string, port: string): string {
  return `${hostname.replace(/^\[|\]$/g, '')} ${port || '443'}`
}
