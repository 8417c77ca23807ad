import { conclude } from '#testcases/conclude.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

export const REQUIREMENT = 'https://docs.scs.community/standards/scs-0127-v1-dns'

/** Neutron's extensions for names, each of which includes the ones before it. */
export const DNS_EXTENSIONS = [
  'dns-integration',
  'dns-domain-ports',
  'subnet-dns-publish-fixed-ip',
  'dns-integration-domain-keywords',
] as const

/** Judges whether Neutron has an extension, or a later one that includes it. */
export function judgeDnsExtension(
  networkExtensions: readonly string[],
  wanted: (typeof DNS_EXTENSIONS)[number],
): Judgement {
  const sufficient: readonly string[] = DNS_EXTENSIONS.slice(DNS_EXTENSIONS.indexOf(wanted))
  const missing: Finding = { code: 'extension-missing', about: { kind: 'service', name: 'network' }, expected: wanted }
  const isThere = networkExtensions.some((alias) => sufficient.includes(alias))
  return conclude({ examined: 1, findings: isThere ? [] : [missing], whenNone: { fail: missing } })
}
