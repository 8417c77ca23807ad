import { CPU_TYPES } from './cpu-types.ts'
import { DISK_TYPES, UNSPECIFIED_DISK_TYPE } from './disk-types.ts'
import type { FlavorName } from './flavor-name.ts'
import { type MachineSpec, machineSpec, nameVariants } from './machine-spec.ts'

/** A promise on which several names of one flavor differ, with every value in the order of the names. */
interface Disagreement {
  readonly promise: 'cpus' | 'cpu type' | 'RAM' | 'disk size' | 'number of disks' | 'disk type'
  readonly values: readonly string[]
}

export interface MergedFlavorNames {
  readonly spec: MachineSpec
  readonly disagreements: readonly Disagreement[]
}

/**
 * One machine that keeps the promises of all names: the best of each. Names that differ are no error (a flavor may
 * deliver more than one of its names says), but worth a warning.
 */
export function mergeFlavorNames(first: FlavorName, ...others: readonly FlavorName[]): MergedFlavorNames {
  const names = [first, ...others]
  const best: FlavorName = {
    ...first,
    cpus: Math.max(...names.map(({ cpus }) => cpus)),
    ramGiB: Math.max(...names.map(({ ramGiB }) => ramGiB)),
    cpuType: names.map(({ cpuType }) => cpuType).reduce((a, b) => (CPU_TYPES[a].rank >= CPU_TYPES[b].rank ? a : b)),
    disk: names.map(({ disk }) => disk).reduce(betterDisk),
  }
  const disagreements: readonly Disagreement[] = [
    { promise: 'cpus', values: names.map(({ cpus }) => `${cpus}`) },
    { promise: 'cpu type', values: names.map(({ cpuType }) => CPU_TYPES[cpuType].extraSpec) },
    { promise: 'RAM', values: names.map(({ ramGiB }) => `${ramGiB} GiB`) },
    { promise: 'disk size', values: names.map(({ disk }) => (disk?.sizeGiB ? `${disk.sizeGiB} GiB` : 'none')) },
    { promise: 'number of disks', values: names.map(({ disk }) => `${disk?.count ?? 0}`) },
    { promise: 'disk type', values: names.map(({ disk }) => (disk ? diskTypeWord(disk) : 'none')) },
  ]
  return {
    spec: { ...machineSpec(best), nameVariants: nameVariants(names) },
    disagreements: disagreements.filter(({ values }) => new Set(values).size > 1),
  }
}

type Disk = NonNullable<FlavorName['disk']>

function betterDisk(a: Disk | null, b: Disk | null): Disk | null {
  if (a === null || b === null) return a ?? b
  return {
    count: Math.max(a.count, b.count),
    sizeGiB: Math.max(a.sizeGiB ?? 0, b.sizeGiB ?? 0) || null,
    type: diskRank(a) >= diskRank(b) ? a.type : b.type,
  }
}

function diskRank({ type }: Disk): number {
  return DISK_TYPES[type ?? UNSPECIFIED_DISK_TYPE].rank
}

function diskTypeWord({ type }: Disk): string {
  return DISK_TYPES[type ?? UNSPECIFIED_DISK_TYPE].extraSpec
}
