import { canonicalName } from '#facts/derived/flavor-name/canonical-name.ts'
import { CPU_TYPES, type CpuType } from '#facts/derived/flavor-name/cpu-types.ts'
import { DISK_TYPES, type DiskType } from '#facts/derived/flavor-name/disk-types.ts'
import type { FlavorName } from '#facts/derived/flavor-name/flavor-name.ts'
import { MIB_PER_GIB } from '#facts/derived/flavor-name/promised-figures.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import type { Dice } from './seeded-dice.ts'

const CPU_LETTERS = Object.keys(CPU_TYPES) as CpuType[]
const DISK_LETTERS = Object.keys(DISK_TYPES) as DiskType[]

/** The standard flavors as an operator may really have them: under other names, on other disks, for some projects. */
export function variedStandardFlavor(flavor: Flavor, dice: Dice): Flavor {
  const hasFreeDisk = flavor.diskGiB > 0 && !flavor.name.endsWith('s')
  const types = DISK_LETTERS.map((letter) => DISK_TYPES[letter].extraSpec)
  return {
    ...flavor,
    name: dice.chance(20) ? `own.${flavor.name.toLowerCase()}` : flavor.name,
    isPublic: dice.chance(90),
    extraSpecs: {
      ...flavor.extraSpecs,
      ...(hasFreeDisk && { 'scs:disk0-type': dice.oneOf(types) }),
      ...(dice.chance(30) && { 'hw_rng:allowed': 'True' }),
      ...(dice.chance(10) && { 'scs:remark': 'anything' }),
    },
  }
}

/** A flavor of the operator's own: with a name that promises no more than there is, or with another name. */
export function ownFlavor(index: number, dice: Dice): Flavor {
  const promised = promise(dice)
  const isGenerous = dice.chance(30)
  const name = canonicalName(promised, dice.chance(85) ? 'v2' : 'v1')
  const isNamed = dice.chance(75)
  return {
    id: `own-${index}`,
    name: isNamed ? name : `m${index}.large`,
    vcpus: promised.cpus + (isGenerous ? dice.whole(0, 4) : 0),
    ramMiB: promised.ramGiB * MIB_PER_GIB + (isGenerous ? dice.whole(0, 2_048) : 0),
    diskGiB: (promised.disk?.sizeGiB ?? 0) + (isGenerous ? dice.whole(0, 50) : 0),
    isPublic: dice.chance(80),
    isDisabled: dice.chance(5),
    extraSpecs: {
      ...(dice.chance(50) && { 'scs:name-v2': canonicalName(promised, 'v2') }),
      ...(dice.chance(50) && { 'scs:cpu-type': CPU_TYPES[atLeast(promised.cpuType, dice)].extraSpec }),
      ...(dice.chance(30) && { 'quota:cpu_shares': '100' }),
    },
  }
}

function atLeast(type: CpuType, dice: Dice): CpuType {
  return dice.oneOf(CPU_LETTERS.filter((letter) => CPU_TYPES[letter].rank >= CPU_TYPES[type].rank))
}

function promise(dice: Dice): FlavorName {
  const hasDisk = dice.chance(50)
  return {
    cpus: dice.whole(1, 128),
    cpuType: dice.oneOf(CPU_LETTERS),
    isCpuInsecure: dice.chance(10),
    ramGiB: dice.whole(1, 500) / (dice.chance(30) ? 2 : 1),
    isRamInsecure: dice.chance(10),
    isRamOversubscribed: dice.chance(10),
    disk: hasDisk
      ? { count: 1, sizeGiB: dice.oneOf([5, 10, 20, 50, 100, 1_000]), type: dice.oneOf([null, ...DISK_LETTERS]) }
      : null,
    hypervisor: dice.oneOf([null, null, 'kvm', 'xen', 'vmw', 'bms'] as const),
    hasHardwareVirtualisation: dice.chance(10),
    architecture: dice.chance(20)
      ? { vendor: dice.oneOf(['i', 'z', 'a'] as const), generation: dice.oneOf([null, 1, 2, 3]), frequency: null }
      : null,
    gpu: null,
    hasInfiniBand: dice.chance(5),
  }
}
