import { CPU_ARCHITECTURES } from './cpu-architectures.ts'
import { type ArchitecturePromise, type FlavorName, type GpuPromise, SCS_PREFIX, type Syntax } from './flavor-name.ts'
import { HYPERVISORS } from './hypervisors.ts'
import { SEPARATORS } from './separators.ts'

/**
 * The one spelling of these promises: no leading zeros, no decimals without need, multiplicity 1 and CPU generation 0
 * left out, parts in the order of the grammar.
 */
export function canonicalName(flavorName: FlavorName, syntax: Syntax = 'v3'): string {
  const { part, extension } = SEPARATORS[syntax]
  const cpu = `${flavorName.cpus}${flavorName.cpuType}${flavorName.isCpuInsecure ? 'i' : ''}`
  const ram = `${flavorName.ramGiB}${flavorName.isRamInsecure ? 'u' : ''}${flavorName.isRamOversubscribed ? 'o' : ''}`
  const machine = [cpu, ram, ...disk(flavorName)].join(part)
  const extensions = [
    flavorName.hypervisor,
    flavorName.hasHardwareVirtualisation ? 'hwv' : null,
    flavorName.architecture && architecture(flavorName.architecture),
    flavorName.gpu && gpu(flavorName.gpu, part),
    flavorName.hasInfiniBand ? 'ib' : null,
  ].filter((text) => text !== null)
  return SCS_PREFIX + [machine, ...extensions].join(extension)
}

/**
 * The promises of the short name that the standard recommends as an additional one: without hypervisor, hardware
 * virtualisation and x86 processor details, and without the clock and bandwidth marks of a GPU.
 */
export function shortFlavorName(flavorName: FlavorName): FlavorName {
  const { architecture, gpu } = flavorName
  const mustSayArchitecture = architecture !== null && CPU_ARCHITECTURES[architecture.vendor].keepsLetterWhenShort
  return {
    ...flavorName,
    hypervisor: null,
    hasHardwareVirtualisation: false,
    architecture: mustSayArchitecture ? { ...architecture, generation: null, frequency: null } : null,
    gpu: gpu && { ...gpu, clock: null, hasHighBandwidthMemory: false },
  }
}

/** False where the promises cannot be spelled in that version: v1 is older than Cloud Hypervisor. */
export function isExpressible(flavorName: FlavorName, syntax: Syntax): boolean {
  return syntax !== 'v1' || flavorName.hypervisor === null || HYPERVISORS[flavorName.hypervisor].inV1
}

function disk({ disk }: FlavorName): string[] {
  if (disk === null) return []
  return [`${disk.count === 1 ? '' : `${disk.count}x`}${disk.sizeGiB ?? ''}${disk.type ?? ''}`]
}

function architecture({ vendor, generation, frequency }: ArchitecturePromise): string {
  return `${vendor}${generation || ''}${frequency ?? ''}`
}

function gpu({ kind, vendor, generation, units, clock, memoryGiB, hasHighBandwidthMemory }: GpuPromise, part: string) {
  const device = `${kind}${vendor}${generation ?? ''}`
  const unitText = units === null ? [] : [`${units}${clock ?? ''}`]
  const memoryText = memoryGiB === null ? [] : [`${memoryGiB}${hasHighBandwidthMemory ? 'h' : ''}`]
  return [device, ...unitText, ...memoryText].join(part)
}
