import { canonicalName, isExpressible, shortFlavorName } from './canonical-name.ts'
import { CPU_TYPES, type CpuTypeWord } from './cpu-types.ts'
import { DISK_TYPES, type DiskTypeWord, UNSPECIFIED_DISK_TYPE } from './disk-types.ts'
import type { FlavorName } from './flavor-name.ts'

/** The machine that a flavor name asks for, in the words of its extra specs (scs-0103-v1). */
export interface MachineSpec {
  readonly cpus: number
  readonly ramGiB: number
  /** Null: no disk, or one whose size the cloud chooses. */
  readonly diskGiB: number | null
  readonly cpuType: CpuTypeWord
  /** One entry per disk; empty for a flavor without disk. */
  readonly diskTypes: readonly DiskTypeWord[]
  /** The names under which the flavor may be known, the most telling first. */
  readonly nameVariants: readonly string[]
}

/** A name may promise any number of disks; more than this are not listed, for no machine has them. */
const MAX_DISKS_LISTED = 256

/** The machine that one name asks for. */
export function machineSpec(flavorName: FlavorName): MachineSpec {
  const { cpus, ramGiB, cpuType, disk } = flavorName
  const diskType = DISK_TYPES[disk?.type ?? UNSPECIFIED_DISK_TYPE].extraSpec
  return {
    cpus,
    ramGiB,
    diskGiB: disk?.sizeGiB ?? null,
    cpuType: CPU_TYPES[cpuType].extraSpec,
    diskTypes: Array.from({ length: Math.min(disk?.count ?? 0, MAX_DISKS_LISTED) }, () => diskType),
    nameVariants: nameVariants([flavorName]),
  }
}

/** Long and short spellings in v1 and v2 without repetitions: longest first, v1 before v2. */
export function nameVariants(flavorNames: readonly FlavorName[]): string[] {
  const spellings = (syntax: 'v1' | 'v2') =>
    flavorNames
      .flatMap((flavorName) => [flavorName, shortFlavorName(flavorName)])
      .filter((flavorName) => isExpressible(flavorName, syntax))
      .map((flavorName) => canonicalName(flavorName, syntax))
  const v1 = new Set(spellings('v1'))
  const all = [...new Set([...v1, ...spellings('v2')])]
  return all.sort((a, b) => b.length - a.length || Number(v1.has(b)) - Number(v1.has(a)))
}

/** The extra specs that make such a flavor known: `scs:cpu-type`, `scs:diskN-type`, `scs:name-vN`. */
export function extraSpecsOf({ cpuType, diskTypes, nameVariants }: MachineSpec): Record<string, string> {
  return Object.fromEntries([
    ['scs:cpu-type', cpuType],
    ...diskTypes.map((type, index) => [`scs:disk${index}-type`, type]),
    ...nameVariants.map((name, index) => [`scs:name-v${index + 1}`, name]),
  ])
}
