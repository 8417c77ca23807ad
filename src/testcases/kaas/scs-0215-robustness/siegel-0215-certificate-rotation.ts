import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

const DAY_MS = 86_400_000
/** A year, and what issuers add for clocks that differ. */
const MOST_DAYS = 367

export const testcase = defineTestcase({
  id: 'siegel-0215-certificate-rotation',
  title: 'Certificates are renewed at least once a year (draft of scs-0215; not an official id)',
  requirement:
    'https://github.com/SovereignCloudStack/standards/blob/main/Standards/scs-0215-v1-robustness-features.md',
  remedy:
    'Issue certificates for a year at most, let kubelets renew theirs (`rotateCertificates: true`), and decide on certificate requests within a day.',
  lifetime: 'month',
  needs: ['apiServerEndpoint', 'kubeletSettings', 'pendingCertificateRequests'],
  judge({ apiServerEndpoint, kubeletSettings, pendingCertificateRequests }, at) {
    const { certificate, origin } = apiServerEndpoint
    const about = { kind: 'API server', name: origin } as const
    if (certificate?.answered !== true) {
      const reason = certificate?.reason ?? { class: 'inconclusive', detail: 'the API server has no certificate' }
      return undecided(reason)
    }
    const days = Math.round((Date.parse(certificate.notAfter) - Date.parse(certificate.notBefore)) / DAY_MS)
    const findings: Finding[] = [
      ...(days > MOST_DAYS ? [{ code: 'certificate-rotated-too-rarely', about, found: String(days) } as const] : []),
      ...kubeletSettings
        .filter(({ rotatesCertificates }) => rotatesCertificates === false)
        .map(({ node }) => ({
          code: 'flag-missing' as const,
          about: { kind: 'node' as const, name: node },
          expected: 'rotateCertificates',
        })),
      ...pendingCertificateRequests
        .filter(({ createdAt }) => at.getTime() - Date.parse(createdAt) > DAY_MS)
        .map(({ createdAt: found }) => ({ code: 'certificate-request-pending' as const, about, found })),
    ]
    return conclude({ examined: 1 + kubeletSettings.length, findings, whenNone: 'PASS' })
  },
})
