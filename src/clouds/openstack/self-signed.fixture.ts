import { execFileSync } from 'node:child_process'

const NEW_KEYS = {
  ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
  rsa: ['-newkey', 'rsa:2048'],
} as const

/** A fresh certificate for 127.0.0.1 that nobody has signed but itself. */
export function selfSigned(keyType: 'ec' | 'rsa' = 'ec'): { certificate: string; key: string } {
  const pem = execFileSync(
    'openssl',
    [
      ...['req', '-x509', ...NEW_KEYS[keyType], '-nodes', '-days', '2'],
      ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', '-', '-out', '-'],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const [key = '', certificate = ''] = pem.match(/-----BEGIN [\s\S]*?-----END [A-Z ]+-----\n/g) ?? []
  return { certificate, key }
}
