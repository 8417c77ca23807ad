import type { TlsScan, TlsServer } from './tls-servers.ts'

const HEALTHY_SCAN: TlsScan = {
  versions: { SSLv3: 'refused', TLSv1: 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'offered', 'TLSv1.3': 'offered' },
  tls12Ciphers: ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
  tls13Suites: ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  groups: ['X25519', 'prime256v1', 'secp384r1'],
  dhBits: null,
  certificate: {
    isForHost: true,
    trust: 'authority',
    problem: null,
    keyType: 'ec',
    keyBits: 256,
    curve: 'prime256v1',
    signature: 'ecdsa-with-SHA384',
    notBefore: '2026-07-01T00:00:00Z',
    notAfter: '2026-09-29T00:00:00Z',
  },
  hstsSeconds: 63_072_000,
}

/** For tests: a server that does everything that scs-0125-v1 wants in July, August and September 2026, changed. */
export function healthyTlsServer(
  changes: Partial<Omit<TlsScan, 'certificate'>> & { readonly certificate?: Partial<TlsScan['certificate']> } = {},
): TlsServer {
  const certificate = { ...HEALTHY_SCAN.certificate, ...changes.certificate }
  const value = { ...HEALTHY_SCAN, ...changes, certificate }
  return { origin: 'https://api.example.org:5000', services: ['identity'], scan: { answered: true, value } }
}

/** For tests: a server that did not speak TLS. */
export function silentTlsServer(): TlsServer {
  const reason = { class: 'unreachable', detail: 'no answer to a handshake' } as const
  return { ...healthyTlsServer(), origin: 'https://silent.example.org', scan: { answered: false, reason } }
}
