import { stableUuid } from './stable-uuid.ts'

/** A flavor of the practice cloud; RAM in MiB, disk in GiB. */
export interface PracticeFlavor {
  readonly id: string
  name: string
  vcpus: number
  ram: number
  disk: number
  extraSpecs: Record<string, string>
}

/** The standard flavors of scs-0103-v1: 15 mandatory, 13 recommended with a root disk, 3 recommended large ones. */
export const STANDARD_FLAVOR_NAMES = [
  ...['1V-4', '2V-8', '4V-16', '8V-32', '1V-2', '2V-4', '4V-8', '8V-16', '16V-32', '1V-8', '2V-16', '4V-32', '1L-1'],
  ...['2V-4-20s', '4V-16-100s'],
  ...['1V-4-10', '2V-8-20', '4V-16-50', '8V-32-100', '1V-2-5', '2V-4-10', '4V-8-20', '8V-16-50', '16V-32-100'],
  ...['1V-8-20', '2V-16-50', '4V-32-100', '1L-1-5'],
  ...['16V-64', '8V-64', '16V-128'],
].map((sizes) => `SCS-${sizes}`)

const FURTHER_FLAVORS: readonly PracticeFlavor[] = [
  furtherFlavor('SCS-4T-16-50n_kvm_z3h', 4, 16_384, 50, 'dedicated-thread', 'network'),
  furtherFlavor('SCS-8C-32-200p_kvm_hwv_i4h', 8, 32_768, 200, 'dedicated-core', 'nvme'),
  furtherFlavor('SCS-16T-64-200s_z4_GNa-72-24', 16, 65_536, 200, 'dedicated-thread', 'ssd'),
  { id: stableUuid('flavor', 'm1.tiny'), name: 'm1.tiny', vcpus: 1, ram: 512, disk: 1, extraSpecs: {} },
]

/**
 * All standard flavors, a few further ones and as many without an SCS name as are wanted for load; never fewer than the
 * standard and further ones.
 */
export function healthyFlavors(flavorCount: number): PracticeFlavor[] {
  const flavors = [
    ...STANDARD_FLAVOR_NAMES.map(standardFlavor),
    ...FURTHER_FLAVORS.map((flavor) => ({ ...flavor, extraSpecs: { ...flavor.extraSpecs } })),
  ]
  for (let index = flavors.length; index < flavorCount; index += 1) {
    const name = `load-${String(index).padStart(5, '0')}`
    flavors.push({ id: stableUuid('flavor', name), name, vcpus: 2, ram: 3072, disk: 0, extraSpecs: {} })
  }
  return flavors
}

function standardFlavor(name: string): PracticeFlavor {
  const sizes = /^SCS-(?<vcpus>\d+)(?<cpu>[VL])-(?<ram>\d+)(?:-(?<disk>\d+)(?<ssd>s)?)?$/.exec(name)?.groups
  if (sizes === undefined) throw new TypeError(`not a standard flavor: ${name}`)
  const extraSpecs: Record<string, string> = {
    'scs:cpu-type': sizes.cpu === 'L' ? 'crowded-core' : 'shared-core',
    'scs:name-v1': name.replaceAll('-', ':').replace('SCS:', 'SCS-'),
    'scs:name-v2': name,
  }
  if (sizes.disk !== undefined) extraSpecs['scs:disk0-type'] = sizes.ssd === undefined ? 'network' : 'ssd'
  return {
    id: stableUuid('flavor', name),
    name,
    vcpus: Number(sizes.vcpus),
    ram: Number(sizes.ram) * 1024,
    disk: Number(sizes.disk ?? 0),
    extraSpecs,
  }
}

function furtherFlavor(
  name: string,
  vcpus: number,
  ram: number,
  disk: number,
  cpuType: string,
  diskType: string,
): PracticeFlavor {
  const extraSpecs = { 'scs:cpu-type': cpuType, 'scs:disk0-type': diskType, 'scs:name-v2': name }
  return { id: stableUuid('flavor', name), name, vcpus, ram, disk, extraSpecs }
}
