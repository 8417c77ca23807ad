import { certificateDaysLeft } from '#facts/derived/tls/certificate-days.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { judgeTlsServers, REQUIREMENT } from './judge-tls-servers.ts'

/** Our own number: the standard has none, and certificates for 90 days are usually renewed with 30 left. */
const SOON_DAYS = 14

export const testcase = defineTestcase({
  id: 'siegel-0125-certificate-days',
  title: 'The certificate of every TLS server is valid at the moment (not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Renew the certificate, reload the server, and let something renew it in future (ACME, cert-manager); `openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -dates` shows the dates.',
  needs: ['tlsServers'],
  judge({ tlsServers }, at) {
    return judgeTlsServers(tlsServers, ({ certificate }, about) => {
      const left = certificateDaysLeft(certificate, at)
      const found = `${Math.floor(left)}`
      const findings: Finding[] = []
      if (left <= 0) findings.push({ code: 'certificate-expired', about, found: certificate.notAfter })
      if (Date.parse(certificate.notBefore) > at.getTime()) {
        findings.push({ code: 'certificate-not-yet-valid', about, found: certificate.notBefore })
      }
      const isSoon = findings.length === 0 && left < SOON_DAYS
      return { findings, warnings: isSoon ? [{ code: 'certificate-expires-soon', about, found }] : [] }
    })
  },
})
