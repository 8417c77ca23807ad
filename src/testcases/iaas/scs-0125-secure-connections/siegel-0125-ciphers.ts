import { groupName, isNewerThanGuideline, MOZILLA_INTERMEDIATE } from '#facts/derived/tls/mozilla-intermediate.ts'
import type { TlsScan } from '#facts/tls/tls-servers.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding, ObjectReference } from '#vocabulary/finding.ts'
import { judgeTlsServers, REQUIREMENT, type TlsOpinion, unprovable } from './judge-tls-servers.ts'

export const testcase = defineTestcase({
  id: 'siegel-0125-ciphers',
  title: 'Every TLS server offers only cipher suites and key exchanges of the guideline (not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Configure the proxy before the APIs with https://ssl-config.mozilla.org, level Intermediate (version 5.7); it sets the suites for TLS 1.2 and 1.3 and the curves, and a DH parameter of 2048 bits.',
  needs: ['tlsServers'],
  judge({ tlsServers }) {
    return judgeTlsServers(tlsServers, opinion)
  },
})

function opinion(scan: TlsScan, about: ObjectReference): TlsOpinion {
  const { tls12Ciphers, tls13Suites, minDhBits } = MOZILLA_INTERMEDIATE
  const findings = [
    ...notAllowed(scan.tls12Ciphers, tls12Ciphers, about),
    ...notAllowed(scan.tls13Suites, tls13Suites, about),
    ...groups(scan, about, false),
  ]
  if (scan.dhBits !== null && scan.dhBits < minDhBits) {
    findings.push({ code: 'tls-dh-too-short', about, found: `${scan.dhBits}`, expected: `${minDhBits}` })
  }
  const warnings = groups(scan, about, true)
  const unknown = unexamined(scan)
  return unknown === undefined ? { findings, warnings } : { findings, warnings, open: unprovable(unknown) }
}

function notAllowed(offered: readonly string[] | null, allowed: readonly string[], about: ObjectReference): Finding[] {
  return (offered ?? [])
    .filter((name) => !allowed.includes(name))
    .map((found) => ({ code: 'tls-cipher-not-allowed', about, found }))
}

/** Key exchanges outside the guideline: faults, or doubts where they are newer than it. */
function groups(scan: TlsScan, about: ObjectReference, areNewer: boolean): Finding[] {
  const allowed: readonly string[] = MOZILLA_INTERMEDIATE.groups
  return (scan.groups ?? [])
    .filter((name) => !allowed.includes(groupName(name)) && isNewerThanGuideline(name) === areNewer)
    .map((found) =>
      areNewer
        ? { code: 'tls-group-newer-than-guideline', about, found }
        : { code: 'tls-group-not-allowed', about, found, expected: allowed.join(', ') },
    )
}

/** A list that is missing although the server speaks the version that it belongs to. */
function unexamined({ versions, tls12Ciphers, tls13Suites, groups }: TlsScan): string | undefined {
  if (versions['TLSv1.2'] !== 'refused' && tls12Ciphers === null) return 'which suites of TLS 1.2 are offered'
  if (versions['TLSv1.3'] !== 'refused' && tls13Suites === null) return 'which suites of TLS 1.3 are offered'
  return groups === null ? 'which key exchanges are offered' : undefined
}
