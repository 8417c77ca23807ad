import type { TlsVersion } from '#facts/tls/tls-servers.ts'

/**
 * What a server may offer by Mozilla's guideline "Intermediate", version 5.7
 * (https://ssl-config.mozilla.org/guidelines/5.7.json), which scs-0125-v1 (draft) names. OpenSSL names.
 */
export const MOZILLA_INTERMEDIATE = {
  versions: ['TLSv1.2', 'TLSv1.3'] as readonly TlsVersion[],
  tls13Suites: ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  tls12Ciphers: [
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'DHE-RSA-AES128-GCM-SHA256',
    'DHE-RSA-AES256-GCM-SHA384',
    'DHE-RSA-CHACHA20-POLY1305',
  ],
  groups: ['X25519', 'prime256v1', 'secp384r1'],
  certificateCurves: ['prime256v1', 'secp384r1'],
  certificateSignatures: ['sha256WithRSAEncryption', 'ecdsa-with-SHA256', 'ecdsa-with-SHA384', 'ecdsa-with-SHA512'],
  minRsaBits: 2048,
  minDhBits: 2048,
  maxCertificateDays: 366,
  /** A recommendation: two years. */
  hstsSeconds: 63_072_000,
} as const

/** Key exchanges that withstand quantum computers are newer than the guideline: a doubt, no fault. */
export function isNewerThanGuideline(group: string): boolean {
  return /mlkem|kyber/i.test(group)
}

/** Groups under the one name that the guideline uses: P-256 and secp256r1 are prime256v1. */
export function groupName(name: string): string {
  const lower = name.toLowerCase()
  if (['p-256', 'secp256r1', 'prime256v1'].includes(lower)) return 'prime256v1'
  if (['p-384', 'secp384r1'].includes(lower)) return 'secp384r1'
  return lower === 'x25519' ? 'X25519' : name
}
