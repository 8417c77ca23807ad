import type { TlsCertificate } from '#facts/tls/tls-servers.ts'

const MS_PER_DAY = 86_400_000

/** For how many days the certificate is made, as a fraction. */
export function certificateLifetimeDays({ notBefore, notAfter }: TlsCertificate): number {
  return (Date.parse(notAfter) - Date.parse(notBefore)) / MS_PER_DAY
}

/** How many days of it are left at a moment, as a fraction; negative once it has expired. */
export function certificateDaysLeft({ notAfter }: TlsCertificate, at: Date): number {
  return (Date.parse(notAfter) - at.getTime()) / MS_PER_DAY
}
