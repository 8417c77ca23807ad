import { certificateLifetimeDays } from '#facts/derived/tls/certificate-days.ts'
import { groupName, MOZILLA_INTERMEDIATE } from '#facts/derived/tls/mozilla-intermediate.ts'
import type { TlsCertificate, TlsScan } from '#facts/tls/tls-servers.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding, ObjectReference } from '#vocabulary/finding.ts'
import { judgeTlsServers, REQUIREMENT } from './judge-tls-servers.ts'

const { certificateCurves, certificateSignatures, hstsSeconds, maxCertificateDays, minRsaBits } = MOZILLA_INTERMEDIATE
const EXPECTED_KEY = `RSA with at least ${minRsaBits} bits, or EC with ${certificateCurves.join(' or ')}`

/** Whether it has expired is the matter of siegel-0125-certificate-days. */
export const testcase = defineTestcase({
  id: 'siegel-0125-certificate',
  title:
    'The certificate of every TLS server is trusted, names the host and is made as the guideline says (not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Take a certificate from an authority that clients know, for the host name in the catalogue, with an ECDSA key (P-256) or RSA with 2048 bits, for at most 366 days, and let the server send the whole chain: `openssl s_client -connect HOST:PORT -servername HOST -showcerts` shows it.',
  needs: ['tlsServers'],
  judge({ tlsServers }) {
    return judgeTlsServers(tlsServers, (scan, about) => ({
      findings: faults(scan.certificate, about),
      warnings: doubts(scan, about),
    }))
  },
})

function faults(certificate: TlsCertificate, about: ObjectReference): Finding[] {
  const findings: Finding[] = []
  if (!certificate.isForHost) findings.push({ code: 'certificate-not-for-host', about })
  if (certificate.trust === 'none') {
    findings.push({ code: 'certificate-not-trusted', about, found: certificate.problem ?? 'no known authority' })
  }
  if (!isKeyAllowed(certificate)) {
    findings.push({ code: 'certificate-key-not-allowed', about, found: keyText(certificate), expected: EXPECTED_KEY })
  }
  const signatures: readonly string[] = certificateSignatures
  if (!signatures.some((allowed) => allowed.toLowerCase() === certificate.signature.toLowerCase())) {
    const expected = signatures.join(', ')
    findings.push({ code: 'certificate-signature-not-allowed', about, found: certificate.signature, expected })
  }
  const days = certificateLifetimeDays(certificate)
  if (days > maxCertificateDays) {
    const found = `${Math.ceil(days)}`
    findings.push({ code: 'certificate-made-for-too-long', about, found, expected: `${maxCertificateDays}` })
  }
  return findings
}

function isKeyAllowed({ keyType, keyBits, curve }: TlsCertificate): boolean {
  const curves: readonly string[] = certificateCurves
  if (keyType === 'rsa') return keyBits !== null && keyBits >= minRsaBits
  return keyType === 'ec' && curve !== null && curves.includes(groupName(curve))
}

function keyText({ keyType, keyBits, curve }: TlsCertificate): string {
  return [keyType, curve ?? (keyBits === null ? null : `${keyBits} bits`)].filter((part) => part !== null).join(' ')
}

function doubts({ certificate, hstsSeconds: seconds }: TlsScan, about: ObjectReference): Finding[] {
  const own: Finding[] =
    certificate.trust === 'configured-bundle' ? [{ code: 'certificate-of-own-authority', about }] : []
  if (seconds !== null && seconds >= hstsSeconds) return own
  const found = seconds === null ? 'no time at all' : `${seconds} seconds`
  return [...own, { code: 'hsts-too-short', about, found, expected: `${hstsSeconds}` }]
}
