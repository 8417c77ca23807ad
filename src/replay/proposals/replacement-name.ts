import { canonicalName } from '#facts/derived/flavor-name/canonical-name.ts'
import type { CpuType } from '#facts/derived/flavor-name/cpu-types.ts'
import { findDiskType } from '#facts/derived/flavor-name/disk-types.ts'
import { SCS_PREFIX } from '#facts/derived/flavor-name/flavor-name.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'

/** vCPUs and RAM as the naming rule has them, without any mark that lessens the promise. */
const CLEAR_BEGINNING = /^SCS-\d+(?<cpuType>[LVTC])[-:]\d+(?:\.\d+)?(?:[-:_].*)?$/s

/**
 * A name for a flavor whose own breaks the naming rule (scs-0100-v3): the one that its real figures make where the kind
 * of vCPU can be read from the old name, else the old name without `SCS-`, which promises nothing. Undefined if both
 * are taken.
 */
export function replacementName(flavor: Flavor, taken: readonly string[]): string | undefined {
  const withoutPrefix = flavor.name.slice(SCS_PREFIX.length).trim()
  const names = [nameOfFigures(flavor), withoutPrefix]
  return names.find((name) => {
    if (name === undefined || name === '' || taken.includes(name)) return false
    return name !== withoutPrefix || !name.startsWith(SCS_PREFIX)
  })
}

function nameOfFigures({ name, vcpus, ramMiB, diskGiB, extraSpecs }: Flavor): string | undefined {
  const cpuType = CLEAR_BEGINNING.exec(name)?.groups?.cpuType as CpuType | undefined
  const ramGiB = Math.floor(ramMiB / 512) / 2
  if (cpuType === undefined || ramGiB <= 0 || vcpus < 1) return undefined
  const type = findDiskType(extraSpecs?.['scs:disk0-type'] ?? '') ?? null
  return canonicalName({
    cpus: vcpus,
    cpuType,
    isCpuInsecure: false,
    ramGiB,
    isRamInsecure: false,
    isRamOversubscribed: false,
    disk: diskGiB > 0 ? { count: 1, sizeGiB: diskGiB, type } : null,
    hypervisor: null,
    hasHardwareVirtualisation: false,
    architecture: null,
    gpu: null,
    hasInfiniBand: false,
  })
}
