import type { Flavor } from '#facts/openstack/flavors.ts'
import { classifyFlavorName } from '../flavor-name/classify-flavor-name.ts'
import { CPU_ARCHITECTURES } from '../flavor-name/cpu-architectures.ts'
import type { ImageArchitecture } from './choose-entropy-image.ts'

const INSTRUCTION_SETS: Readonly<Record<ImageArchitecture, string>> = { x86_64: 'x86-64', aarch64: 'AArch64' }

/**
 * The flavor for the virtual machine of the entropy test (scs-0101-w1): enough RAM, if possible one that allows a
 * hardware random number generator, and of those the smallest by vCPUs + RAM (MiB) / 3 + disk (GiB) / 10; the first one
 * on ties. Disabled flavors and those whose SCS name says bare metal, a GPU or another processor are left out
 * (deviation D-43). Undefined if there is none. `minRamMiB` is what the image says; anything but a number is 0.
 */
export function chooseEntropyFlavor(
  flavors: readonly Flavor[],
  minRamMiB: unknown,
  architecture: ImageArchitecture,
): Flavor | undefined {
  const neededMiB = typeof minRamMiB === 'number' ? minRamMiB : 0
  const fitting = flavors.filter((flavor) => flavor.ramMiB >= neededMiB && isSuitable(flavor, architecture))
  const withGenerator = fitting.filter(allowsGenerator)
  const candidates = withGenerator.length > 0 ? withGenerator : fitting
  let chosen: Flavor | undefined
  for (const flavor of candidates) if (chosen === undefined || weight(flavor) < weight(chosen)) chosen = flavor
  return chosen
}

function isSuitable(flavor: Flavor, architecture: ImageArchitecture): boolean {
  if (flavor.isDisabled) return false
  const classified = classifyFlavorName(flavor.name)
  // A name that promises nothing may run on anything.
  if (!('flavorName' in classified)) return true
  const { hypervisor, gpu, architecture: promised } = classified.flavorName
  if (hypervisor === 'bms' || gpu !== null) return false
  const instructionSet = promised === null ? undefined : CPU_ARCHITECTURES[promised.vendor].instructionSet
  return (instructionSet ?? INSTRUCTION_SETS.x86_64) === INSTRUCTION_SETS[architecture]
}

function allowsGenerator({ extraSpecs }: Flavor): boolean {
  return extraSpecs?.['hw_rng:allowed']?.toLowerCase() === 'true'
}

function weight({ vcpus, ramMiB, diskGiB }: Flavor): number {
  return vcpus + ramMiB / 3 + diskGiB / 10
}
