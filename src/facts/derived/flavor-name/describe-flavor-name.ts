import { CPU_ARCHITECTURES, FREQUENCY_MARKS } from './cpu-architectures.ts'
import { CPU_TYPES } from './cpu-types.ts'
import { DISK_TYPES } from './disk-types.ts'
import type { ArchitecturePromise, DiskPromise, FlavorName, GpuPromise } from './flavor-name.ts'
import { GPU_CLOCK_MARKS, GPU_KINDS, GPU_VENDORS } from './gpus.ts'
import { HYPERVISORS } from './hypervisors.ts'

/** Everything that the name promises, as one line of English. */
export function describeFlavorName(flavorName: FlavorName): string {
  const { cpus, cpuType, isCpuInsecure, ramGiB, isRamInsecure, isRamOversubscribed } = flavorName
  const insecure = isCpuInsecure ? ', insecure: without mitigations against processor flaws' : ''
  const ramMarks = [isRamInsecure ? 'without ECC' : '', isRamOversubscribed ? 'oversubscribed' : ''].filter(Boolean)
  return [
    `${cpus} ${plural('vCPU', cpus)} on ${processor(flavorName.architecture)} (${CPU_TYPES[cpuType].words}${insecure})`,
    `${ramGiB} GiB RAM${ramMarks.length > 0 ? ` (${ramMarks.join(', ')})` : ''}`,
    flavorName.hypervisor && HYPERVISORS[flavorName.hypervisor].words,
    flavorName.hasHardwareVirtualisation ? 'hardware virtualisation' : null,
    flavorName.disk && disk(flavorName.disk),
    flavorName.gpu && gpu(flavorName.gpu),
    flavorName.hasInfiniBand ? 'InfiniBand' : null,
  ]
    .filter((text) => text !== null)
    .join(', ')
}

function processor(architecture: ArchitecturePromise | null): string {
  if (architecture === null) return 'generic x86-64'
  const { vendor, generations } = CPU_ARCHITECTURES[architecture.vendor]
  const generation = architecture.generation
    ? ` ${(generations as ReadonlyMap<number, string>).get(architecture.generation)}`
    : ''
  const clock = architecture.frequency ? ` ${FREQUENCY_MARKS[architecture.frequency]}` : ''
  return `${vendor}${generation}${clock}`
}

function disk({ count, sizeGiB, type }: DiskPromise): string {
  const kind = type === null ? 'disk of any type' : `disk on ${DISK_TYPES[type].words}`
  const size = sizeGiB === null ? 'of a size that the cloud chooses' : ''
  return [count > 1 ? `${count} ×` : '', sizeGiB === null ? '' : `${sizeGiB} GiB`, kind, size].filter(Boolean).join(' ')
}

function gpu({ kind, vendor, generation, units, clock, memoryGiB, hasHighBandwidthMemory }: GpuPromise): string {
  const { vendor: vendorName, unit, generations } = GPU_VENDORS[vendor]
  const generationName = generation === null ? '' : ` ${(generations as ReadonlyMap<string, string>).get(generation)}`
  const details = [
    units === null ? '' : `${units} ${unit}${clock === null ? '' : ` at ${GPU_CLOCK_MARKS[clock]}`}`,
    memoryGiB === null ? '' : `${memoryGiB} GiB ${hasHighBandwidthMemory ? 'high-bandwidth ' : ''}memory`,
  ].filter(Boolean)
  return `${GPU_KINDS[kind]} GPU ${vendorName}${generationName}${details.length > 0 ? ` (${details.join(', ')})` : ''}`
}

function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`
}
