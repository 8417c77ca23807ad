import {
  branchOf,
  compareKubernetesVersions,
  type KubernetesVersion,
  parseKubernetesVersion,
} from '#facts/derived/kubernetes/kubernetes-version.ts'
import type { OfferedVersion } from './provisioner.ts'

/**
 * The newest supported patch of a branch; of the same patch, the newest build of the vendor or release of its cluster
 * class (`-v10` is newer than `-v2`). Undefined if the platform has none.
 */
export function chooseVersion(offered: readonly OfferedVersion[], branch: string): OfferedVersion | undefined {
  const candidates = offered.flatMap((one) => {
    const parsed = parseKubernetesVersion(one.version)
    const isWanted = one.state === 'supported' && parsed !== undefined && branchOf(parsed) === branch
    return isWanted ? [{ one, parsed }] : []
  })
  return candidates.sort((a, b) => compareOffers(b, a))[0]?.one
}

interface Candidate {
  readonly one: OfferedVersion
  readonly parsed: KubernetesVersion
}

function compareOffers(a: Candidate, b: Candidate): number {
  return (
    compareKubernetesVersions(a.parsed, b.parsed) ||
    compareByNumbers(a.parsed.suffix, b.parsed.suffix) ||
    compareByNumbers(a.one.release ?? '', b.one.release ?? '')
  )
}

/** As people read: numbers inside of texts count as numbers. */
function compareByNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
