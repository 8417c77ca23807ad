import { type UntrueExtraSpec, untrueExtraSpecs } from '#facts/derived/flavor-name/untrue-extra-specs.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { FindingCode } from '#vocabulary/finding-codes.ts'

const CODES = {
  'name-not-valid': 'flavor-extra-spec-name-not-valid',
  'promises-more': 'flavor-extra-spec-promises-more',
  'word-not-known': 'flavor-extra-spec-word-not-known',
  'says-less': 'flavor-extra-spec-says-less',
} as const satisfies Record<UntrueExtraSpec['kind'], FindingCode>

/** What is untrue of the extra specs of a flavor that are in the words of SCS. */
export function extraSpecFindings(flavor: Flavor): Finding[] {
  return untrueExtraSpecs(flavor).map(({ kind, found, expected }) => ({
    code: CODES[kind],
    about: { kind: 'flavor', name: flavor.name, id: flavor.id },
    found,
    expected,
  }))
}
