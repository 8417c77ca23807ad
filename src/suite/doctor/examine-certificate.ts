import type { ServerCertificate } from '#clouds/openstack/server-certificate.ts'
import type { Diagnosis } from './diagnosis.ts'

const DAY_MS = 86_400_000
const SHORT_DAYS = 14

/** How long the TLS certificate of an origin is good, and whether it is trusted. */
export function examineCertificate(origin: string, { validTo, problem }: ServerCertificate, at: Date): Diagnosis {
  const about = `TLS of ${origin}`
  if (problem !== null) {
    const remedy = 'Name the authority of the cloud as cacert in clouds.yaml, or let the provider mend the certificate.'
    return { level: 'mend', about, says: `The certificate is not trusted: ${problem}.`, remedy }
  }
  const days = Math.floor((validTo.getTime() - at.getTime()) / DAY_MS)
  const says = `The certificate is good for ${days} more days, until ${validTo.toISOString().slice(0, 10)}.`
  if (days >= SHORT_DAYS) return { level: 'ok', about, says }
  return { level: 'mend', about, says, remedy: 'The provider has to renew it in time.' }
}

/** What there is to say about an origin without TLS. */
export function examineHttp(origin: string): Diagnosis {
  return {
    level: 'mend',
    about: `TLS of ${origin}`,
    says: 'It speaks plain HTTP: tokens and passwords can be read on the way.',
    remedy: 'The provider has to put TLS before it; scs-0125 will require it.',
  }
}
