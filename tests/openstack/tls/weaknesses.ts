import type { CertificateOrder } from './certificates.ts'

/** The suites of Mozilla's intermediate guideline. */
export const GUIDELINE_CIPHERS =
  'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305'

/** One thing that is wrong with the TLS of a server. */
export interface Weakness {
  readonly name: string
  /** What follows `bind … ssl` of the weakened server. */
  readonly bind?: string
  readonly certificate?: Partial<CertificateOrder>
  /** Instead of what the guideline says about HSTS. */
  readonly hsts?: number
  /** The testcases that no longer pass, and what they find. */
  readonly turns: Readonly<Record<string, readonly string[]>>
  /** What is new among the warnings. */
  readonly warns?: readonly string[]
}

export const WEAKNESSES: readonly Weakness[] = [
  {
    // No suite of the guideline can be spoken with TLS 1.1.
    name: 'TLS 1.1',
    bind: `ssl-min-ver TLSv1.1 ciphers ${GUIDELINE_CIPHERS}:ECDHE-ECDSA-AES128-SHA`,
    turns: {
      'siegel-0125-ciphers': ['tls-cipher-not-allowed ECDHE-ECDSA-AES128-SHA'],
      'siegel-0125-protocol-versions': ['tls-version-outdated TLSv1.1'],
    },
  },
  {
    name: 'a suite with CBC',
    bind: `ciphers ${GUIDELINE_CIPHERS}:ECDHE-ECDSA-AES128-SHA256`,
    turns: { 'siegel-0125-ciphers': ['tls-cipher-not-allowed ECDHE-ECDSA-AES128-SHA256'] },
  },
  {
    name: 'a suite of TLS 1.3 that is not in the guideline',
    bind: 'ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_128_CCM_SHA256',
    turns: { 'siegel-0125-ciphers': ['tls-cipher-not-allowed TLS_AES_128_CCM_SHA256'] },
  },
  {
    name: 'a curve that is not in the guideline',
    bind: 'curves X25519:P-256:P-521',
    turns: { 'siegel-0125-ciphers': ['tls-group-not-allowed secp521r1'] },
  },
  {
    name: 'a certificate for 800 days',
    certificate: { days: [0, 800] },
    turns: { 'siegel-0125-certificate': ['certificate-made-for-too-long 800'] },
  },
  {
    name: 'a certificate that has expired',
    certificate: { days: [-91, -1] },
    turns: { 'siegel-0125-certificate-days': ['certificate-expired'] },
  },
  {
    name: 'a certificate that is not yet valid',
    certificate: { days: [1, 91] },
    turns: { 'siegel-0125-certificate-days': ['certificate-not-yet-valid'] },
  },
  {
    name: 'a certificate with 3 days left',
    certificate: { days: [-87, 3] },
    turns: {},
    warns: ['certificate-expires-soon'],
  },
  {
    name: 'a certificate with 1024 bits of RSA',
    certificate: { key: ['RSA', 'rsa_keygen_bits:1024'] },
    // HAProxy makes the parameters of DHE only as long as the key.
    turns: {
      'siegel-0125-certificate': ['certificate-key-not-allowed rsa 1024 bits'],
      'siegel-0125-ciphers': ['tls-dh-too-short 1024'],
    },
  },
  {
    name: 'a certificate signed with SHA-1',
    certificate: { digest: 'sha1' },
    turns: { 'siegel-0125-certificate': ['certificate-signature-not-allowed ecdsa-with-SHA1'] },
  },
  {
    name: 'a certificate for another host',
    certificate: { names: 'DNS:cloud.example.org' },
    turns: { 'siegel-0125-certificate': ['certificate-not-for-host'] },
  },
  {
    name: 'a certificate of an unknown authority',
    certificate: { authority: 'stranger' },
    turns: { 'siegel-0125-certificate': ['certificate-not-trusted UNABLE_TO_VERIFY_LEAF_SIGNATURE'] },
  },
  { name: 'a short HSTS', hsts: 3_600, turns: {}, warns: ['hsts-too-short'] },
]
